import { readFileSync } from 'node:fs'
import { classifyLink } from '../../safety/links/classify-host.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import type { Article } from '../article.ts'
import type { Finding } from '../load-articles.ts'
import type { TopicFacts } from '../snapshot.ts'
import rules from './rules.json' with { type: 'json' }

const DAY_MS = 24 * 3_600_000
const SOON_MS = 60 * DAY_MS
const textFields = [
  'short',
  'prepare',
  'if_you_wait',
  'correctable',
  'without_internet',
  'without_printer',
  'recourse',
  'call',
  'warning',
] as const

/** Old facts that must not come back; the first column of `stale-facts.tsv`, where it is a number. */
const staleNumbers = readFileSync(new URL('../data/stale-facts.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => /^\d[\d ]{3,}/.exec(line)?.[0].trim() ?? [])

/** Everything a curator must know about one article; each message says what to do. */
export function checkArticle(article: Article, topics: Map<string, TopicFacts>, now: number): Finding[] {
  const file = `${article.id}.md`
  const error = (message: string): Finding => ({ file, level: 'error', message })
  const warning = (message: string): Finding => ({ file, level: 'warning', message })
  const topic = topics.get(article.id)
  if (!topic) return [error(`Le sujet « ${article.id} » n’est pas dans la liste des sujets : corrigez l’identifiant.`)]
  return [
    ...unknownTopics(article, topics).map((id) => error(`Sujet inconnu dans related ou confused_with : « ${id} ».`)),
    ...missingParts(article, topic).map(error),
    ...textsOf(article).flatMap(([field, text]) => checkText(field, text).map(error)),
    ...textsOf(article).flatMap(([field, text]) =>
      longSentences(text).map((sentence) => warning(`« ${field} » : phrase longue, coupez-la : « ${sentence} »`)),
    ),
    ...checkLink(article).map(error),
    ...checkDates(article, now).map(({ level, message }) => ({ file, level, message })),
    ...(article.to_verify?.length
      ? [warning(`${article.to_verify.length} point(s) à vérifier : ${article.to_verify[0]}`)]
      : []),
  ]
}

function textsOf(article: Article): [string, string][] {
  const plain = textFields.flatMap((field): [string, string][] => (article[field] ? [[field, article[field]]] : []))
  const steps = (article.steps ?? []).flatMap((step, index): [string, string][] => [
    [`steps.${index + 1}.say`, step.say],
    [`steps.${index + 1}.stuck`, step.stuck],
  ])
  return [...plain, ...steps]
}

function unknownTopics(article: Article, topics: Map<string, TopicFacts>): string[] {
  return [...(article.related ?? []), ...(article.confused_with ?? [])].filter((id) => !topics.has(id))
}

function missingParts(article: Article, topic: TopicFacts): string[] {
  if (topic.policy === 'URGENCE') return []
  const missing: string[] = []
  if (!article.without_internet)
    missing.push('Il manque « without_internet » : comment faire sans internet ? (guichet, courrier, France services)')
  if (!article.recourse) missing.push('Il manque « recourse » : que faire quand personne ne répond ?')
  return missing
}

function checkText(field: string, text: string): string[] {
  const findings: string[] = []
  const lower = text.toLowerCase()
  for (const word of rules.blame)
    if (lower.includes(word))
      findings.push(`« ${field} » contient « ${word} » : cela fait sentir la personne en faute, dites-le autrement.`)
  for (const word of rules.forbiddenLabels)
    if (text.includes(word)) findings.push(`« ${field} » contient « ${word} » : écrivez « langage simple ».`)
  for (const name of rules.oldNames)
    if (new RegExp(`(?<![\\p{L}.])${name}(?![\\p{L}])`, 'u').test(text))
      findings.push(`« ${field} » emploie l’ancien nom « ${name} » : employez le nom actuel.`)
  const withoutAllowed = rules.surtaxedAllowed.reduce((rest, number) => rest.replaceAll(number, ''), text)
  for (const pattern of rules.surtaxed)
    if (new RegExp(pattern).test(withoutAllowed)) findings.push(`« ${field} » contient un numéro surtaxé : retirez-le.`)
  for (const number of staleNumbers)
    if (withoutAllowed.includes(number))
      findings.push(`« ${field} » contient « ${number} », connu comme périmé : retirez-le.`)
  if (new RegExp(rules.amount).test(text)) findings.push(`« ${field} » contient un montant : il changera, retirez-le.`)
  if (/https?:|www\./.test(text))
    findings.push(`« ${field} » contient un lien : mettez-le dans « site.link », et ici les mots à taper.`)
  if (text.split('\n').length > 5) findings.push(`« ${field} » a plus de 5 lignes : raccourcissez.`)
  const secrets = maskSecrets(text).secrets
  if (secrets.length > 0)
    findings.push(`« ${field} » contient une donnée personnelle (${secrets.join(', ')}) : retirez-la.`)
  return findings
}

function checkLink(article: Article): string[] {
  const link = article.site?.link
  if (!link || classifyLink(link).verdict === 'official') return []
  return [
    `Le lien ${link} n’est pas sur la liste des sites officiels : corrigez-le, ou faites ajouter le domaine à safety/data/official-domains.tsv.`,
  ]
}

function checkDates(article: Article, now: number): Pick<Finding, 'level' | 'message'>[] {
  const expires = Date.parse(article.expires_on)
  const dated = Date.parse(article.source_dated)
  const findings: Pick<Finding, 'level' | 'message'>[] = []
  if (Date.parse(article.read_on) > now + DAY_MS)
    findings.push({ level: 'error', message: '« read_on » est dans le futur : corrigez la date.' })
  if (expires <= dated) findings.push({ level: 'error', message: '« expires_on » doit venir après « source_dated ».' })
  if (expires - dated > 3.05 * 365.25 * DAY_MS)
    findings.push({ level: 'error', message: 'Trois ans au plus entre « source_dated » et « expires_on ».' })
  if (expires < now)
    findings.push({
      level: 'warning',
      message: `Périmé depuis le ${article.expires_on} : relisez la source et mettez à jour. Il est servi avec un avertissement.`,
    })
  else if (expires < now + SOON_MS)
    findings.push({ level: 'warning', message: `Périme bientôt (${article.expires_on}) : relisez la source.` })
  return findings
}

function longSentences(text: string): string[] {
  return text
    .split(/[.!?:\n]/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > rules.longSentenceWords)
}
