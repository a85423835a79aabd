import { addTypingErrors, spellByEar } from '../intents/matcher/noise.ts'
import { createRandom } from '../intents/matcher/random.ts'
import { askInTime } from './ask-in-time.ts'
import { type BenchSet, type Message, spread } from './bench-sets.ts'
import type { ChildEngine } from './child-engine.ts'
import { areaUnderCurve, chooseThreshold, isRight, type Judged, share, wrongAmongSurest } from './figures.ts'

/** Training reads noisy copies made with other seeds. */
const SEED = 4711

/** Share of the messages in scope answered when engines are compared at an equal number of answers. */
const COVERED = 0.6

/** Everything in percent, save the area. */
export interface Understanding {
  readonly messages: number
  readonly right: number | null
  /** In scope: share answered by the engine's own rule, and answered wrongly, of all messages in scope. */
  readonly stated: number | null
  readonly wrongStated: number | null
  /** Wrong of all in scope, when the surest 60 % are answered. */
  readonly wrongAtSixty: number | null
  /** Out of scope: share answered all the same. */
  readonly outsideStated: number | null
  readonly areaUnderCurve: number | null
  readonly lostToTyping: number | null
  readonly lostToSpelling: number | null
  readonly measuringSet: number | null
  /** With the threshold settled on the validation: right in scope (a refusal is wrong), and share refused outside. */
  readonly inScope: number | null
  readonly outOfScopeRecall: number | null
}

function lost(plain: number | null, noisy: number | null): number | null {
  return plain === null || noisy === null ? null : Math.round(10 * (plain - noisy)) / 10
}

/** Inside, outside, validation, measuring set, and the two noises. */
const PARTS = 6

/**
 * Asks a trained engine all that the set holds; at most `limit` messages of each part, evenly spaced, and no longer than
 * `mostMs` over all parts together.
 */
export async function measureEngine(
  child: ChildEngine,
  set: BenchSet,
  limit: number,
  mostMs: number,
): Promise<Understanding> {
  const judge = (messages: readonly Message[]): Promise<Judged[]> => askInTime(child, messages, mostMs / PARTS)
  const messages = spread(set.inside, limit)
  const inside = await judge(messages)
  const outside = await judge(spread(set.outside, limit))
  const validation = await judge(spread(set.validation, 3 * limit))
  const measuring = await judge(spread(set.measuring, limit))
  const random = createRandom(SEED)
  const noisy = async (change: typeof addTypingErrors): Promise<number | null> =>
    share(await judge(messages.map(({ text, right }) => ({ text: change(text, random), right }))), isRight)
  const right = share(inside, isRight)
  const threshold = chooseThreshold(validation)
  const kept = (one: Judged): boolean => threshold === null || one.score >= threshold
  return {
    messages: inside.length,
    right,
    stated: share(inside, ({ stated }) => stated),
    wrongStated: share(inside, (one) => one.stated && !isRight(one)),
    wrongAtSixty: wrongAmongSurest(inside, COVERED),
    outsideStated: share(outside, ({ stated }) => stated),
    areaUnderCurve: areaUnderCurve(inside, outside),
    lostToTyping: lost(right, await noisy(addTypingErrors)),
    // The rules of spelling by ear are French.
    lostToSpelling: set.setup.language === 'fr' ? lost(right, await noisy(spellByEar)) : null,
    measuringSet: share(measuring, isRight),
    inScope: threshold === null ? null : share(inside, (one) => kept(one) && isRight(one)),
    outOfScopeRecall: threshold === null ? null : share(outside, (one) => !kept(one)),
  }
}
