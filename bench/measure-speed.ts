import { type BenchSet, spread } from './bench-sets.ts'
import type { ChildEngine } from './child-engine.ts'
import { quantile } from './figures.ts'

export interface Speed {
  /** Milliseconds for a message. */
  readonly median: number | null
  readonly p99: number | null
}

const MESSAGES = 200
const BATCH = 20
const ROUNDS = 3

/**
 * Each engine in turn answers the same few messages, then the next few, so that whatever else the machine does falls on
 * all alike; three rounds, of which each message keeps its quickest. When the time is up no other round is begun.
 */
export async function measureSpeed(
  children: readonly ChildEngine[],
  set: BenchSet,
  mostMs: number,
): Promise<Map<ChildEngine, Speed>> {
  const until = performance.now() + mostMs
  const texts = spread(set.inside, MESSAGES).map(({ text }) => text)
  const best = new Map(children.map((child) => [child, new Array<number>(texts.length).fill(Number.POSITIVE_INFINITY)]))
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() < until); round++) {
    for (let start = 0; start < texts.length; start += BATCH) {
      for (const [child, times] of best) {
        const { milliseconds } = await child.answer(texts.slice(start, start + BATCH))
        for (const [i, took] of milliseconds.entries()) times[start + i] = Math.min(times[start + i] ?? took, took)
      }
    }
  }
  return new Map(
    [...best].map(([child, times]) => [child, { median: quantile(times, 0.5), p99: quantile(times, 0.99) }]),
  )
}
