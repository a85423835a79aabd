import { classifyLink } from '../../safety/links/classify-host.ts'
import type { Article } from '../article.ts'
import type { TopicFacts } from '../snapshot.ts'
import { checkText, longSentences } from './check-text.ts'
import { type Finding, finding, type MessageId } from './finding.ts'

const DAY_MS = 24 * 3_600_000
const SOON_MS = 60 * DAY_MS
const LONGEST_LIFE_MS = 3.05 * 365.25 * DAY_MS
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

/** Everything a curator must know about one article; each message says what to do. */
export function checkArticle(article: Article, topics: Map<string, TopicFacts>, now: number): Finding[] {
  const file = `${article.id}.md`
  const error = (id: MessageId, values: Record<string, string | number> = {}) => finding(file, 'error', id, values)
  const topic = topics.get(article.id)
  if (!topic) return [error('unknown-topic', { id: article.id })]
  const texts = textsOf(article)
  const toVerify = article.to_verify ?? []
  return [
    ...unknownTopics(article, topics).map((id) => error('unknown-related', { id })),
    ...checkAskFirst(article, topics).map(([id, values]) => error(id, values)),
    ...missingParts(article, topic).map((id) => error(id)),
    ...texts.flatMap(([field, text]) => checkText(field, text).map(([id, values]) => error(id, values))),
    ...texts.flatMap(([field, text]) =>
      longSentences(text).map((sentence) => finding(file, 'warning', 'long-sentence', { field, sentence })),
    ),
    ...checkLink(file, article),
    ...checkDates(file, article, now),
    ...(toVerify[0] === undefined
      ? []
      : [finding(file, 'warning', 'to-verify', { count: toVerify.length, first: toVerify[0] })]),
  ]
}

/** Two topics that can be confused are shown side by side: their labels must differ. */
export function checkLabels(articles: Article[]): Finding[] {
  const labels = new Map<string, string>()
  return articles.flatMap(({ id, label }) => {
    const other = labels.get(label.toLowerCase())
    labels.set(label.toLowerCase(), id)
    return other === undefined ? [] : [finding(`${id}.md`, 'error', 'same-label', { label, other })]
  })
}

function textsOf(article: Article): [field: string, text: string][] {
  const plain = textFields.flatMap((field): [string, string][] => (article[field] ? [[field, article[field]]] : []))
  const steps = (article.steps ?? []).flatMap((step, index): [string, string][] => [
    [`steps.${index + 1}.say`, step.say],
    [`steps.${index + 1}.stuck`, step.stuck],
  ])
  const first = article.ask_first
  const asked = first
    ? [first.question, ...first.choices.map(({ label }) => label)].map((text): [string, string] => ['ask_first', text])
    : []
  return [...plain, ...steps, ...asked]
}

function unknownTopics(article: Article, topics: Map<string, TopicFacts>): string[] {
  return [...(article.related ?? []), ...(article.confused_with ?? [])].filter((id) => !topics.has(id))
}

/** A first question that leads nowhere, or back to itself, would leave somebody without their answer. */
function checkAskFirst(article: Article, topics: Map<string, TopicFacts>): [MessageId, Record<string, string>][] {
  const { ask_first } = article
  if (!ask_first) return []
  const labels = ask_first.choices.map(({ label }) => label.toLowerCase())
  const found: [MessageId, Record<string, string>][] = []
  if (new Set(labels).size < labels.length) found.push(['ask-first-same-label', {}])
  for (const { label, topic, section } of ask_first.choices) {
    if (topic !== undefined && (!topics.has(topic) || topic === article.id))
      found.push(['ask-first-topic', { label, id: topic }])
    if (section !== undefined && !article[section]) found.push(['ask-first-section', { label, field: section }])
  }
  return found
}

function missingParts(article: Article, topic: TopicFacts): MessageId[] {
  if (topic.policy === 'URGENCE') return []
  const missing: MessageId[] = []
  if (!article.without_internet) missing.push('missing-without-internet')
  if (!article.recourse) missing.push('missing-recourse')
  return missing
}

function checkLink(file: string, article: Article): Finding[] {
  const link = article.site?.link
  return !link || classifyLink(link).verdict === 'official'
    ? []
    : [finding(file, 'error', 'link-not-official', { link })]
}

function checkDates(file: string, article: Article, now: number): Finding[] {
  const expires = Date.parse(article.expires_on)
  const dated = Date.parse(article.source_dated)
  const found: Finding[] = []
  if (Date.parse(article.read_on) > now + DAY_MS) found.push(finding(file, 'error', 'read-in-future'))
  if (expires <= dated) found.push(finding(file, 'error', 'expires-too-early'))
  if (expires - dated > LONGEST_LIFE_MS) found.push(finding(file, 'error', 'expires-too-late'))
  if (expires < now) found.push(finding(file, 'warning', 'expired', { date: article.expires_on }))
  else if (expires < now + SOON_MS) found.push(finding(file, 'warning', 'expires-soon', { date: article.expires_on }))
  return found
}
