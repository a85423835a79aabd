import { isRightFirst, type Judged, percent } from './judge.ts'

export interface TopicFigures {
  readonly topic: string
  readonly messages: number
  /** Of the messages taken first for this topic, how many were; null when none was. */
  readonly precision: number | null
  readonly recall: number
}

export function perTopic(judged: readonly Judged[]): TopicFigures[] {
  const topics = [...new Set(judged.flatMap(({ right }) => right))].sort()
  return topics.map((topic) => {
    const about = judged.filter(({ right }) => right.includes(topic))
    const said = judged.filter(({ match }) => match.candidates[0]?.topic === topic)
    const precision = said.length === 0 ? null : percent(said.filter(isRightFirst).length, said.length)
    return {
      topic,
      messages: about.length,
      precision,
      recall: percent(about.filter(isRightFirst).length, about.length),
    }
  })
}

/** The pairs most often taken one for the other, most frequent first. */
export function confusions(judged: readonly Judged[], count = 40): { right: string; said: string; times: number }[] {
  const times = new Map<string, number>()
  for (const one of judged) {
    if (isRightFirst(one)) continue
    const pair = `${one.right[0]}\t${one.match.candidates[0]?.topic ?? ''}`
    times.set(pair, (times.get(pair) ?? 0) + 1)
  }
  return [...times]
    .map(([pair, number]) => ({ right: pair.split('\t')[0] ?? '', said: pair.split('\t')[1] ?? '', times: number }))
    .sort((a, b) => b.times - a.times || a.right.localeCompare(b.right))
    .slice(0, count)
}

/** Ten slices of stated confidence, each with how often the first candidate was really right; messages outside count as wrong. */
export function reliability(judged: readonly Judged[]): { stated: number; right: number; messages: number }[] {
  return Array.from({ length: 10 }, (_, slice) => {
    const inSlice = judged.filter(
      ({ match }) => Math.min(9, Math.floor((match.candidates[0]?.confidence ?? 0) * 10)) === slice,
    )
    const stated = inSlice.reduce((sum, { match }) => sum + (match.candidates[0]?.confidence ?? 0), 0)
    return {
      stated: percent(stated, inSlice.length),
      right: percent(inSlice.filter(isRightFirst).length, inSlice.length),
      messages: inSlice.length,
    }
  })
}

/** Answering only the most confident share of messages (coverage), how many of those answers are wrong (risk). */
export function riskCoverage(judged: readonly Judged[]): { coverage: number; risk: number }[] {
  const sorted = [...judged].sort(
    (a, b) => (b.match.candidates[0]?.confidence ?? 0) - (a.match.candidates[0]?.confidence ?? 0),
  )
  return Array.from({ length: 20 }, (_, step) => {
    const answered = sorted.slice(0, Math.round(((step + 1) / 20) * sorted.length))
    return {
      coverage: (step + 1) * 5,
      risk: percent(answered.filter((one) => !isRightFirst(one)).length, answered.length),
    }
  })
}
