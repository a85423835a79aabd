import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allTexts, offeredLanguages } from '../../bot/texts/texts.ts'
import { loadCatalogue, type Phrase } from '../../intents/catalogue/load-catalogue.ts'
import { sameText } from '../../intents/catalogue/same-text.ts'
import { modelIsCurrent } from '../../intents/matcher/model-is-current.ts'
import { checkArticle, checkLabels } from '../../knowledge-base/check/check-article.ts'
import { checkText } from '../../knowledge-base/check/check-text.ts'
import { type Finding, finding } from '../../knowledge-base/check/finding.ts'
import { loadArticles } from '../../knowledge-base/load-articles.ts'
import type { TopicFacts } from '../../knowledge-base/snapshot.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { ARTICLES } from '../knowledge.ts'
import { topicFacts } from '../topic-facts.ts'

const MEASURING_SET = fileURLToPath(new URL('../../test/measuring-set', import.meta.url))
/** « At most 320 characters and 5 lines a message »; the values filled in take the rest. */
const LONGEST_MESSAGE = 320
/** issue 3's floor for every topic */
const LEAST_PHRASES = 50

/** All the content there is, checked; one line a finding, exit 1 when one of them is an error. Warnings are counted, `--all` shows them. */
export async function run(args: string[]): Promise<void> {
  const topics = new Map(topicFacts().map((topic) => [topic.id, topic]))
  const { articles, findings } = loadArticles(ARTICLES)
  const all = [
    ...findings,
    ...articles.flatMap((article) => checkArticle(article, topics, Date.now())),
    ...checkLabels(articles),
    ...checkCoverage(topics, new Set(articles.map((article) => article.id))),
    ...checkPhrases(topics),
    ...checkTexts(),
    ...(modelIsCurrent() ? [] : [finding('intents/model', 'error', 'model-out-of-date')]),
  ]
  const errors = all.filter((one) => one.level === 'error')
  const shown = args.includes('--all') ? all : errors
  for (const { file, level, message } of shown) console.log(`${level === 'error' ? '✗' : '·'} ${file} : ${message}`)
  console.log(
    `${articles.length} articles, ${topics.size} sujets ; ${errors.length} erreur(s), ${all.length - errors.length} remarque(s).`,
  )
  if (errors.length > 0) process.exitCode = 1
}

function checkCoverage(topics: Map<string, TopicFacts>, written: Set<string>): Finding[] {
  return [...topics.keys()]
    .filter((id) => !written.has(id))
    .map((id) => finding(`${id}.md`, 'warning', 'no-article', { id }))
}

function checkPhrases(topics: Map<string, TopicFacts>): Finding[] {
  const { phrases, outOfScope } = loadCatalogue()
  const measured = measuringSet()
  const seen = new Map<string, string>()
  const counts = new Map<string, number>()
  const found: Finding[] = []
  for (const { topic, text } of [
    ...phrases,
    ...outOfScope.map((one): Pick<Phrase, 'topic' | 'text'> => ({ topic: `out-of-scope/${one.kind}`, text: one.text })),
  ]) {
    const file = `${topic}.tsv`
    const key = sameText(text)
    const other = seen.get(key)
    if (other !== undefined && other !== topic)
      found.push(finding(file, 'error', 'phrase-under-two-topics', { text, other }))
    if (measured.has(key)) found.push(finding(file, 'error', 'phrase-from-measuring-set', { text }))
    const { secrets } = maskSecrets(text)
    const personal = secrets.filter((kind) => kind !== 'password' && kind !== 'code')
    if (personal.length > 0)
      found.push(finding(file, 'error', 'phrase-personal-data', { text, word: personal.join(', ') }))
    seen.set(key, topic)
    counts.set(topic, (counts.get(topic) ?? 0) + 1)
  }
  for (const id of topics.keys()) {
    const count = counts.get(id) ?? 0
    if (count === 0) found.push(finding(`${id}.tsv`, 'error', 'no-phrases', { id }))
    else if (count < LEAST_PHRASES)
      found.push(finding(`${id}.tsv`, 'warning', 'few-phrases', { id, count, least: LEAST_PHRASES }))
  }
  return found
}

function measuringSet(): Set<string> {
  const files = readdirSync(MEASURING_SET).filter((file) => file.endsWith('.jsonl'))
  if (files.length === 0) throw new Error(`No measuring set in ${MEASURING_SET}: restore it from git.`)
  const lines = files
    .flatMap((file) => readFileSync(join(MEASURING_SET, file), 'utf8').split('\n'))
    .filter((line) => line !== '')
  return new Set(lines.map((line) => sameText((JSON.parse(line) as { text: string }).text)))
}

function checkTexts(): Finding[] {
  return offeredLanguages().flatMap((language) =>
    allTexts(language).flatMap(([id, text]) => {
      const file = `bot/texts/${language}.json`
      const long =
        text.length > LONGEST_MESSAGE
          ? [finding(file, 'error', 'text-too-long', { field: id, most: LONGEST_MESSAGE })]
          : []
      return [...long, ...checkText(id, text).map(([message, values]) => finding(file, 'error', message, values))]
    }),
  )
}
