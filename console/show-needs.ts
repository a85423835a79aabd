import themes from '../bot/texts/themes.json' with { type: 'json' }
import { countByPlace, SMALLEST_SHOWN } from '../unmet-needs/count-by-place.ts'
import type { Need, NeedGroup } from '../unmet-needs/group-needs.ts'
import type { DangerCount, OutcomeCount, Rumour } from '../unmet-needs/needs.ts'
import texts from './texts.fr.json' with { type: 'json' }

const reasons = new Map(Object.entries(texts.needReasons))
const states = new Map(Object.entries(texts.needStates))
const dangers = new Map(Object.entries(texts.dangers))

/** A figure for a lead: under eleven it is not said. */
const shownCount = (many: number | null): string =>
  many === null || many < SMALLEST_SHOWN ? texts.fewerThan11 : String(many)

/** Needs alike, as the lead reviews them. */
export function showGroup({ example, needs, topic }: NeedGroup, topicTitle: (id: string) => string | null) {
  const said = [...new Set(needs.map(({ text }) => text))].filter((text) => text !== '')
  return {
    ids: needs.map(({ id }) => id).join(' '),
    example: example.text || (topic && topicTitle(topic)) || texts.forgotten,
    /** a phrase the matcher may learn; null when its words are forgotten */
    phrase: example.text || null,
    others: said.filter((text) => text !== example.text).slice(0, 20),
    many: needs.length,
    topic: topic ? topicTitle(topic) : null,
    reasons: wordsOf(
      needs.map(({ reason }) => reason),
      reasons,
    ),
    departements: [...new Set(needs.flatMap(({ departement }) => departement ?? []))].sort().join(', '),
    states: wordsOf(
      needs.map(({ state }) => state),
      states,
    ),
    isClosed: needs.every(({ state }) => state === 'closed'),
    isNew: needs.some(({ state }) => state === 'new'),
  }
}

const wordsOf = (ids: string[], words: Map<string, string>) =>
  [...new Set(ids)].map((id) => words.get(id) ?? id).join(', ')

/** What can be said of a month without showing anyone. */
export function showFigures(
  needs: Need[],
  outcomes: OutcomeCount[],
  met: DangerCount[],
  topicTitle: (id: string) => string | null,
) {
  return {
    total: shownCount(needs.length),
    places: countByPlace(needs).map(({ commune, departement, many }) => ({
      label: placeWords(commune, departement),
      many: shownCount(many),
    })),
    outcomes: byTopic(outcomes).map(([topic, counts]) => ({
      label: topicTitle(topic) ?? topic,
      counts: outcomeKinds.map((kind) => (counts.has(kind) ? shownCount(counts.get(kind) ?? 0) : '0')),
    })),
    outcomeKinds: outcomeKinds.map((kind) => texts.outcomes[kind]),
    dangers: met.map(({ type, many }) => ({ label: dangers.get(type) ?? type, many: shownCount(many) })),
  }
}

/** Where people stop in a guided path: how many passed each step, how many were stuck at it. */
export function showSteps(outcomes: OutcomeCount[], topicTitle: (id: string) => string | null) {
  const steps = new Map<string, { topic: string; step: number; done: number; stuck: number }>()
  for (const { topic, outcome, step, many } of outcomes) {
    if (step === 0 || (outcome !== 'stuck' && outcome !== 'step-done')) continue
    const key = `${topic} ${step}`
    const row = steps.get(key) ?? { topic, step, done: 0, stuck: 0 }
    if (outcome === 'stuck') row.stuck += many
    else row.done += many
    steps.set(key, row)
  }
  return [...steps.values()]
    .sort((left, right) => left.topic.localeCompare(right.topic) || left.step - right.step)
    .map(({ topic, step, done, stuck }) => ({
      label: `${topicTitle(topic) ?? topic}, ${texts.step.replace('{n}', String(step))}`,
      done: done === 0 ? '0' : shownCount(done),
      stuck: stuck === 0 ? '0' : shownCount(stuck),
    }))
}

/** What was asked « c'est vrai ? » of, by theme and by place, apart from the needs. */
export function showRumours(rumours: Rumour[]) {
  // themes are folded like communes: a small one cannot be had by subtraction either
  const byTheme = countByPlace(rumours.map(({ theme }) => ({ commune: theme, departement: null })))
  const labelOf = (theme: string | null) => themes.find(({ id }) => id === theme)?.label ?? texts.otherTheme
  return {
    any: rumours.length > 0,
    total: shownCount(rumours.length),
    themes: byTheme.map(({ commune: theme, many }) => ({ label: labelOf(theme), many: shownCount(many) })),
    places: countByPlace(rumours).map(({ commune, departement, many }) => ({
      label: placeWords(commune, departement),
      many: shownCount(many),
    })),
  }
}

const outcomeKinds = ['answered', 'solved', 'not-solved', 'stuck'] as const

function placeWords(commune: string | null, departement: string | null): string {
  if (commune !== null) return departement ? `${commune} (${departement})` : commune
  return departement === null ? texts.otherPlaces : texts.elsewhere.replace('{departement}', departement)
}

function byTopic(outcomes: OutcomeCount[]): [string, Map<string, number>][] {
  const topics = new Map<string, Map<string, number>>()
  for (const { topic, outcome, many } of outcomes) {
    const counts = topics.get(topic) ?? new Map<string, number>()
    topics.set(topic, counts.set(outcome, (counts.get(outcome) ?? 0) + many))
  }
  return [...topics]
}
