import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { OUT_OF_SCOPE_KINDS } from './load-catalogue.ts'
import { normaliseSpaces, sameText } from './same-text.ts'
import { loadTopics } from './topics.ts'

interface Line {
  /** Topic id, or `out:<kind>`. */
  readonly label: string
  readonly hand: string
  readonly voice: string
  readonly text: string
}

export interface Merge {
  readonly kept: Line[]
  /** One sentence a refused line, to be read by the person who merges. */
  readonly refused: string[]
}

/** Keeps what is sound: known labels, no exact duplicate, nothing of the measuring set, nothing that stands under two labels. */
export function mergeLines(lines: readonly Line[], labels: ReadonlySet<string>, measured: ReadonlySet<string>): Merge {
  const labelsOf = new Map<string, Set<string>>()
  for (const line of lines) {
    const key = sameText(line.text)
    labelsOf.set(key, (labelsOf.get(key) ?? new Set()).add(line.label))
  }
  const kept: Line[] = []
  const refused: string[] = []
  const seen = new Set<string>()
  for (const line of lines) {
    const key = sameText(line.text)
    const under = labelsOf.get(key) ?? new Set()
    if (!labels.has(line.label)) refused.push(`unknown label « ${line.label} » (${line.hand}): ${line.text}`)
    else if (measured.has(key)) refused.push(`in the measuring set (${line.hand}): ${line.text}`)
    else if (under.size > 1) refused.push(`under ${[...under].join(' and ')} (${line.hand}): ${line.text}`)
    else if (seen.has(key)) refused.push(`duplicate under ${line.label} (${line.hand}): ${line.text}`)
    else kept.push(line)
    seen.add(key)
  }
  return { kept, refused }
}

function readHand(folder: string): Line[] {
  const hand = basename(folder)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\r?\n/))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', voice = '', ...text] = line.split('\t')
      const prefix = hand === 'out-of-scope' ? 'out:' : ''
      return { label: prefix + label.trim(), hand, voice: voice.trim(), text: normaliseSpaces(text.join(' ')) }
    })
    .filter((line) => line.text !== '' && line.voice !== '')
}

function readMeasured(folder: string): Set<string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  const lines = names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
  return new Set(lines.map((line) => sameText(String(JSON.parse(line).text))))
}

function writeGroups(folder: string, groups: ReadonlyMap<string, string[]>): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, lines] of groups) writeFileSync(join(folder, `${name}.tsv`), `${lines.join('\n')}\n`)
}

function groupBy(
  lines: readonly Line[],
  name: (line: Line) => string,
  row: (line: Line) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const line of lines) groups.set(name(line), [...(groups.get(name(line)) ?? []), row(line)])
  return groups
}

/** Run by hand: `node intents/catalogue/merge-hands.ts DIR [MEASURING-SET-DIR]`; each folder of DIR is one hand, `out-of-scope` apart. */
function main(): void {
  const [folder, measuringSet = 'test/measuring-set'] = process.argv.slice(2)
  if (folder === undefined) throw new Error('usage: node intents/catalogue/merge-hands.ts DIR [MEASURING-SET-DIR]')
  const hands = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const lines = hands.flatMap((entry) => readHand(join(folder, entry.name)))
  const labels = new Set([...loadTopics().map((topic) => topic.id), ...OUT_OF_SCOPE_KINDS.map((kind) => `out:${kind}`)])
  const { kept, refused } = mergeLines(lines, labels, readMeasured(measuringSet))
  const inScope = kept.filter((line) => !line.label.startsWith('out:'))
  const outside = kept.filter((line) => line.label.startsWith('out:'))
  const here = import.meta.dirname
  writeGroups(
    join(here, 'phrases'),
    groupBy(
      inScope,
      (line) => line.label,
      (line) => `${line.hand}\t${line.voice}\t${line.text}`,
    ),
  )
  writeGroups(
    join(here, 'out-of-scope'),
    groupBy(
      outside,
      (line) => line.label.slice(4),
      (line) => `${line.voice}\t${line.text}`,
    ),
  )
  for (const sentence of refused) console.log(sentence)
  console.log(`${inScope.length} phrases and ${outside.length} out of scope kept, ${refused.length} refused.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
