import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawChart } from './draw-chart.ts'
import type { Report } from './evaluate.ts'
import type { Figures, OutsideFigures } from './judge.ts'

/** Writes `understanding.json`, `.md` and the two drawings into the folder. */
export function writeReport(report: Report, folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'understanding.json'), `${JSON.stringify(report, null, 1)}\n`)
  writeFileSync(join(folder, 'understanding.md'), describe(report))
  const diagonal = [
    [0, 0],
    [100, 100],
  ] as const
  writeFileSync(
    join(folder, 'understanding.svg'),
    drawChart({
      title: 'Reliability: stated and real confidence',
      across: 'stated (%)',
      up: 'right (%)',
      highest: 100,
      points: report.reliability.filter(({ messages }) => messages > 0).map(({ stated, right }) => [stated, right]),
      compare: diagonal,
    }),
  )
  writeFileSync(
    join(folder, 'understanding-risk.svg'),
    drawChart({
      title: 'Risk and coverage: wrong among the answered',
      across: 'answered (%)',
      up: 'wrong (%)',
      highest: 40,
      points: report.riskCoverage.map(({ coverage, risk }) => [coverage, risk]),
      compare: [
        [0, 2],
        [100, 2],
      ],
    }),
  )
}

const INSIDE_HEAD =
  '| | messages | right first | in top three | sure | wrong and sure | unsure | none |\n|---|---|---|---|---|---|---|---|'
const OUTSIDE_HEAD = '| | messages | sure | none | said to be outside |\n|---|---|---|---|---|'

function inside(name: string, f: Figures): string {
  return `| ${name} | ${f.messages} | ${f.rightFirst} | ${f.inTopThree} | ${f.sure} | ${f.wrongSure} | ${f.unsure} | ${f.none} |`
}

function outside(name: string, f: OutsideFigures): string {
  return `| ${name} | ${f.messages} | ${f.sure} | ${f.none} | ${f.recognised} |`
}

function insideTable(groups: Readonly<Record<string, Figures>>): string {
  return [INSIDE_HEAD, ...Object.entries(groups).map(([name, figures]) => inside(name, figures))].join('\n')
}

function describe(report: Report): string {
  const { measuringSet } = report
  const weakest = [...report.topics].sort((a, b) => a.recall - b.recall).slice(0, 30)
  return `# Understanding, measured

Made by \`node intents/evaluate/evaluate-cli.ts\`; figures in percent. ${report.phrases} phrases, ${report.outOfScope} out of scope.

## Measuring set (never trained on; the committed model)
${insideTable({ elderly: measuringSet.elderly, 'low literacy': measuringSet.lowLiteracy, together: measuringSet.together })}

${OUTSIDE_HEAD}
${outside('out of scope', measuringSet.outside)}

## Each author judged by a model of the others
${insideTable({ ...report.hands, 'all hands': report.allHands })}

${insideTable(report.voices)}

${OUTSIDE_HEAD}
${Object.entries({ ...report.outsideKinds, all: report.outside })
  .map(([name, figures]) => outside(name, figures))
  .join('\n')}

In scope against outside, area under the curve of the confidence: ${report.areaUnderCurve}.

Of ${report.questions.unsure} messages in doubt, four topics by their names hold the right one ${report.questions.namesHold} times in 100. For ${report.questions.separated} in 100 there is a question
that separates the candidates; one of its answers is right ${report.questions.questionHolds} times in 100.

![Reliability](understanding.svg) ![Risk and coverage](understanding-risk.svg)

## Noise added to the authors' messages
${insideTable(report.noise)}

## What one more author brings (the last one judged)
| authors read | phrases | right first |
|---|---|---|
${report.learningCurve.map(({ hands, phrases, rightFirst }) => `| ${hands} | ${phrases} | ${rightFirst} |`).join('\n')}

## Most often confused
| right | said | times |
|---|---|---|
${report.confusions.map(({ right, said, times }) => `| ${right} | ${said} | ${times} |`).join('\n')}

## Weakest topics
| topic | messages | precision | recall |
|---|---|---|---|
${weakest.map(({ topic, messages, precision, recall }) => `| ${topic} | ${messages} | ${precision ?? '–'} | ${recall} |`).join('\n')}
`
}
