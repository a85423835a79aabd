import type { Article, answerParts } from './article.ts'
import { frenchDay } from './french-day.ts'

export type Policy = 'REPONDRE' | 'REPONDRE_PUIS_HUMAIN' | 'HUMAIN_DIRECT' | 'URGENCE'

/** What the list of topics says of one, before anything is written about it. */
export interface TopicFacts {
  id: string
  title: string
  organisation: string
  policy: Policy
  /** the line of `emergencies.tsv` when the topic is one: a danger, or a same-day need */
  emergency: { type: string; level: 'danger' | 'priority' } | null
}

/** A topic as the dialogue needs it; `article` is null when nothing is written or what is written is too old to be served. */
export interface TopicView extends TopicFacts {
  label: string
  article: ArticleView | null
}

/** What an article can be asked for: its short answer or one of its parts. */
export type AnswerPart = 'short' | 'steps' | 'prepare' | 'withoutInternet' | 'withoutPrinter' | 'recourse' | 'call'

/** One curated answer, ready to be said. `stale`: past its date, served with a warning. Dates are in French, ready to be read. */
export interface ArticleView {
  short: string
  steps: { say: string; stuck: string }[]
  /** one fact that decides, asked before the answer; a choice leads to a topic, or (null) to a part of this article */
  askFirst: {
    question: string
    choices: { label: string; topic: string | null; section: AnswerPart; words: string[] }[]
  } | null
  prepare: string | null
  ifYouWait: string | null
  correctable: string | null
  withoutInternet: string | null
  withoutPrinter: string | null
  recourse: string | null
  call: string | null
  warning: string | null
  site: { words: string; link: string | null } | null
  source: string
  sourceDated: string
  readOn: string
  stale: boolean
}

/** A short dated answer published by a lead. It is asked for by its `keywords`; all the words of one of them must be there. */
export interface Flash {
  id: string
  title: string
  text: string
  source: string
  keywords: string[]
  /** epoch milliseconds */
  expiresAt: number
}

export interface FlashView {
  id: string
  title: string
  text: string
  source: string
  expiresOn: string
}

/** What we know at one moment, never changed: files and the database layer together. `version` is kept with every turn. */
export interface Snapshot {
  version: string
  topic(id: string): TopicView | null
  /** the flash these folded words ask for, or null */
  flash(foldedText: string): FlashView | null
}

export interface SnapshotParts {
  topics: TopicFacts[]
  articles: Article[]
  flashes: Flash[]
  version: string
  /** epoch milliseconds: an article past its date is stale, one long past it is not served */
  now: number
}

/** An answer is served, with a warning, for two years after its date; then not at all. */
const SERVED_STALE_MS = 2 * 365.25 * 24 * 3_600_000

export function createSnapshot({ topics, articles, flashes, version, now }: SnapshotParts): Snapshot {
  const articleOf = new Map(articles.map((article) => [article.id, article]))
  const views = new Map(topics.map((topic) => [topic.id, viewOf(topic, articleOf.get(topic.id), now)]))
  return {
    version,
    topic: (id) => views.get(id) ?? null,
    flash(foldedText) {
      const words = new Set(foldedText.split(' '))
      const asked = flashes.find(
        (flash) =>
          flash.expiresAt > now &&
          flash.keywords.some((keyword) => keyword.split(' ').every((word) => words.has(word))),
      )
      return asked
        ? {
            id: asked.id,
            title: asked.title,
            text: asked.text,
            source: asked.source,
            expiresOn: frenchDay(asked.expiresAt),
          }
        : null
    },
  }
}

function viewOf(topic: TopicFacts, article: Article | undefined, now: number): TopicView {
  const servable = article && now < Date.parse(article.expires_on) + SERVED_STALE_MS
  return {
    ...topic,
    label: article?.label ?? labelFrom(topic.title),
    article: servable ? articleView(article, now) : null,
  }
}

function articleView(article: Article, now: number): ArticleView {
  return {
    short: article.short,
    steps: article.steps ?? [],
    askFirst: askFirstOf(article),
    prepare: article.prepare ?? null,
    ifYouWait: article.if_you_wait ?? null,
    correctable: article.correctable ?? null,
    withoutInternet: article.without_internet ?? null,
    withoutPrinter: article.without_printer ?? null,
    recourse: article.recourse ?? null,
    call: article.call ?? null,
    warning: article.warning ?? null,
    site: article.site ? { words: article.site.words, link: article.site.link ?? null } : null,
    source: article.source,
    sourceDated: frenchDay(Date.parse(article.source_dated)),
    readOn: frenchDay(Date.parse(article.read_on)),
    stale: now > Date.parse(article.expires_on),
  }
}

const partOf: Record<(typeof answerParts)[number], AnswerPart> = {
  short: 'short',
  steps: 'steps',
  prepare: 'prepare',
  without_internet: 'withoutInternet',
  without_printer: 'withoutPrinter',
  recourse: 'recourse',
  call: 'call',
}

function askFirstOf({ ask_first }: Article): ArticleView['askFirst'] {
  if (!ask_first) return null
  const choices = ask_first.choices.map(({ label, topic = null, section = 'short', words }) => ({
    label,
    topic,
    section: partOf[section],
    words,
  }))
  return { question: ask_first.question, choices }
}

/** A button's worth of a title, for the topics nobody has written yet. */
function labelFrom(title: string): string {
  if (title.length <= 20) return title
  const cut = title.slice(0, 20)
  const atWord = cut.lastIndexOf(' ')
  return `${cut.slice(0, atWord > 8 ? atWord : 19)}…`.slice(0, 20)
}
