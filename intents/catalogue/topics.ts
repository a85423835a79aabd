import { readFileSync } from 'node:fs'

export type Risk = 'faible' | 'moyen' | 'eleve' | 'critique'
export type Policy = 'REPONDRE' | 'REPONDRE_PUIS_HUMAIN' | 'HUMAIN_DIRECT' | 'URGENCE'

/** One thing people need. Fields left empty in `topics.tsv` are empty strings. */
export interface Topic {
  readonly id: string
  readonly title: string
  readonly organisation: string
  readonly helpDomain: string
  readonly phone: string
  readonly phoneNote: string
  readonly coopTheme: string
  readonly dataInclusionTheme: string
  readonly vulnerability: string
  readonly risk: Risk
  readonly riskTags: string[]
  readonly policy: Policy
}

const RISKS: readonly string[] = ['faible', 'moyen', 'eleve', 'critique'] satisfies Risk[]
const POLICIES: readonly string[] = ['REPONDRE', 'REPONDRE_PUIS_HUMAIN', 'HUMAIN_DIRECT', 'URGENCE'] satisfies Policy[]

/** The topics the assistant knows, in the order of `topics.tsv` (most urgent first). Throws on a broken line: that file is ours. */
export function loadTopics(path: string | URL = new URL('./topics.tsv', import.meta.url)): Topic[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const columns = header.split('\t')
  const topics = lines.map((line, index) => readTopic(columns, line, index + 2))
  const ids = new Set<string>()
  for (const { id } of topics) {
    if (ids.has(id)) throw new Error(`topics.tsv: the topic « ${id} » is there twice; keep one line.`)
    ids.add(id)
  }
  return topics
}

function readTopic(columns: readonly string[], line: string, number: number): Topic {
  const fields = line.split('\t')
  const where = `topics.tsv, line ${number}`
  if (fields.length !== columns.length)
    throw new Error(`${where}: ${fields.length} fields where the header has ${columns.length}.`)
  const field = (name: string): string => {
    const at = columns.indexOf(name)
    if (at < 0) throw new Error(`topics.tsv: the column « ${name} » is missing from the header.`)
    return fields[at] ?? ''
  }
  const id = field('id')
  if (!/^[a-z_]+(\.[a-z0-9_]+)+$/.test(id))
    throw new Error(`${where}: « ${id} » is not a topic id (words joined by dots).`)
  return {
    id,
    title: field('title'),
    organisation: field('organisation'),
    helpDomain: field('help_domain'),
    phone: field('phone'),
    phoneNote: field('phone_note'),
    coopTheme: field('coop_theme'),
    dataInclusionTheme: field('data_inclusion_theme'),
    vulnerability: field('vulnerability'),
    risk: oneOf(RISKS, field('risk'), `${where}, risk`) as Risk,
    riskTags: field('risk_tags').split(',').filter(Boolean),
    policy: oneOf(POLICIES, field('policy'), `${where}, policy`) as Policy,
  }
}

function oneOf(allowed: readonly string[], value: string, where: string): string {
  if (!allowed.includes(value)) throw new Error(`${where}: « ${value} » should be one of ${allowed.join(', ')}.`)
  return value
}
