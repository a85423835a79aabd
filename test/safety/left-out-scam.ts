import { checkScam } from '../../safety/scam/check-scam.ts'
import { readScamExamples, type ScamExample } from '../../safety/scam/scam-examples.ts'
import { trainScam } from '../../safety/scam/train-scam.ts'

/**
 * What the scam check says of hands it never read: `node test/safety/left-out-scam.ts` trains without each in turn (or without
 * those named) and reports it. Ordinary messages are those of the danger examples that no model of the run learnt.
 */
const examples = readScamExamples()
const written = [...new Set(examples.map(({ hand }) => hand))].filter(
  (hand) => !/^(?:catalogue|development|room)/.test(hand),
)
const hands = process.argv.length > 2 ? process.argv.slice(2) : written
const VERDICTS = ['scam', 'unknown', 'official', 'nothing said'] as const

function report(title: string, messages: readonly ScamExample[], check: typeof checkScam): void {
  const groups = Map.groupBy(
    messages.flatMap((one) =>
      [one.label, ...(one.form ? [`${one.label} ${one.form}`] : [])].map((group) => ({ ...one, group })),
    ),
    ({ group }) => group,
  )
  console.log(`\n${title}: group, of, ${VERDICTS.join(', ')}`)
  for (const [group, own] of [...groups].sort()) {
    const verdicts = own.map(({ text }) => check(text)?.verdict ?? 'nothing said')
    const share = (verdict: string) => (100 * verdicts.filter((one) => one === verdict).length) / own.length
    console.log(
      group.padEnd(20),
      String(own.length).padStart(5),
      ...VERDICTS.map((one) => `${share(one).toFixed(1)} %`.padStart(8)),
    )
  }
}

const ordinary = examples.filter(({ hand }) => hand === 'catalogue-yann')
for (const hand of hands) {
  const model = trainScam(examples.filter((one) => one.hand !== hand && one.hand !== 'catalogue-yann'))
  const check = (text: string) => checkScam(text, model)
  report(
    hand,
    examples.filter((one) => one.hand === hand),
    check,
  )
  report(`ordinary messages, ${hand} left out`, ordinary, check)
}
