import { identifyLanguage } from '../../intents/language/identify-language.ts'
import { type DangerExample, NO_DANGER, readDangerExamples } from '../../safety/danger/danger-examples.ts'
import { type Danger, detectDanger } from '../../safety/danger/detect-danger.ts'
import { trainDanger } from '../../safety/danger/train-danger.ts'
import { ordinaryUnread } from './unseen-danger.ts'

/**
 * What the danger detector says of hands it never read: `node test/safety/left-out.ts hugo claire` trains without both and
 * reports each (five minutes of processor). Only figures are printed, so that the hands stay unseen.
 */
const hands = process.argv.slice(2)
const examples = readDangerExamples()
for (const hand of hands)
  if (!examples.some((one) => one.hand === hand)) throw new Error(`No hand « ${hand} » in danger-examples.tsv.`)
const model = trainDanger(examples.filter(({ hand }) => !hands.includes(hand)))

interface Count {
  of: number
  clear: number
  asked: number
  faint: number
  first: number
  shown: number
}

const percent = (part: number, of: number) => `${((100 * part) / Math.max(of, 1)).toFixed(1)} %`.padStart(8)

function report(title: string, messages: readonly Omit<DangerExample, 'hand'>[]): void {
  const counts = new Map<string, Count>()
  const add = (group: string, type: string, found: Danger | null) => {
    const one = counts.get(group) ?? { of: 0, clear: 0, asked: 0, faint: 0, first: 0, shown: 0 }
    one.of += 1
    one.clear += Number(found?.certainty === 'clear')
    one.asked += Number(found?.certainty === 'ambiguous')
    one.faint += Number(found?.certainty === 'faint')
    one.first += Number(found?.type === type)
    one.shown += Number(found?.type === type || found?.orElse === type)
    counts.set(group, one)
  }
  for (const { type, voice, text } of messages) {
    const found = detectDanger(text, identifyLanguage(text), model)
    const isDanger = type !== NO_DANGER
    add(isDanger ? 'dangers' : 'no danger', type, found)
    if (isDanger) for (const group of [`type ${type}`, `voice ${voice}`]) add(group, type, found)
  }
  console.log(`\n${title}: group, of, alarmed, + asked, + asked unless the topic is sure, right first, right among two`)
  for (const [group, { of, clear, asked, faint, first, shown }] of [...counts].sort()) {
    const caught = clear + asked + faint
    const shares = [clear, clear + asked, caught].map((part) => percent(part, of))
    console.log(group.padEnd(34), String(of).padStart(5), ...shares, percent(first, caught), percent(shown, caught))
  }
}

console.log(model.thresholds, model.stack)
for (const hand of hands)
  report(
    hand,
    examples.filter((one) => one.hand === hand),
  )
report(
  'odile, ordinary, never read',
  ordinaryUnread().map((text) => ({ type: NO_DANGER, voice: '', text })),
)
