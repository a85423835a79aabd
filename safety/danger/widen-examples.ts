import { copyByEar } from '../learning/copy-by-ear.ts'
import { createRandom } from '../learning/create-random.ts'
import { type DangerExample, isOrdinary, NO_DANGER } from './danger-examples.ts'

/** A message to learn from and how much it counts. */
export interface WeighedExample extends DangerExample {
  weight: number
}

/** A danger missed and a look-alike alarmed count more than an ordinary message: there are fewer of them. */
const WEIGHTS = { danger: 2, lookAlike: 4, ordinary: 1 }
const IN_A_STORY = 0.5
/** Longer than this, a message is a story already. */
const STORY = 160
const ORDINARY_COPIES = 3000
const ORDINARY_STORIES = 6000

const weightOf = (one: DangerExample) =>
  one.type !== NO_DANGER ? WEIGHTS.danger : isOrdinary(one) ? WEIGHTS.ordinary : WEIGHTS.lookAlike

/**
 * The messages, and others made from them: by ear, with slips, and with ordinary sentences around, because people often
 * tell a danger in the middle of an administrative question. Long ordinary messages are made too, so that length alarms nobody.
 */
export function widenExamples(examples: readonly DangerExample[]): WeighedExample[] {
  const random = createRandom(3)
  const ordinary = examples.filter(isOrdinary)
  const told = examples.filter((one) => !isOrdinary(one))
  const any = () => ordinary[Math.floor(random() * ordinary.length)]?.text ?? ''
  const wide: WeighedExample[] = examples.map((one) => ({ ...one, weight: weightOf(one) }))
  for (const one of told) wide.push({ ...one, text: copyByEar(one.text, random), weight: weightOf(one) })
  for (const one of told) {
    if (one.text.length > STORY) continue
    const end = random() < 0.3 ? ` ${any()}` : ''
    const text = random() < 0.5 ? `${any()}. ${one.text}${end}` : `${one.text} ${any()}${end}`
    wide.push({ ...one, text, weight: weightOf(one) * IN_A_STORY })
  }
  const none = { type: NO_DANGER, hand: 'catalogue-made', voice: '', weight: WEIGHTS.ordinary }
  for (let made = 0; made < ORDINARY_COPIES; made += 1) wide.push({ ...none, text: copyByEar(any(), random) })
  for (let made = 0; made < ORDINARY_STORIES; made += 1)
    wide.push({ ...none, text: Array.from({ length: made % 2 === 0 ? 2 : 4 }, any).join('. ') })
  return wide
}
