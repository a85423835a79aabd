import { createRandom, shuffledOrder } from '../intents/matcher/random.ts'
import type { Message } from './bench-sets.ts'
import type { ChildEngine } from './child-engine.ts'
import type { Judged } from './figures.ts'

const BATCH = 20
const SEED = 99

/**
 * Asks the messages in an order drawn by lot (the same for every engine) until all are answered or the time is up: what a
 * slow engine did not get to was left out by chance, so that its figures stay fair, if less precise.
 */
export async function askInTime(child: ChildEngine, messages: readonly Message[], mostMs: number): Promise<Judged[]> {
  const until = performance.now() + mostMs
  const order = [...shuffledOrder(messages.length, createRandom(SEED))].flatMap((at) => messages[at] ?? [])
  const judged: Judged[] = []
  for (let start = 0; start < order.length && performance.now() < until; start += BATCH) {
    const batch = order.slice(start, start + BATCH)
    const { answers } = await child.answer(batch.map(({ text }) => text))
    for (const [i, answer] of answers.entries()) judged.push({ ...answer, right: batch[i]?.right ?? [] })
  }
  return judged
}
