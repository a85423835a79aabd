import {
  developmentSet,
  type Figure,
  measuringSet,
  ordinaryAlarms,
  type Sample,
  safetyFigures,
  share,
} from './figures.ts'

const details = process.argv.includes('--details')

function print(title: string, figures: Record<string, Figure>): void {
  console.log(`\n${title}`)
  for (const [name, figure] of Object.entries(figures)) {
    if (figure.of === 0) continue
    console.log(
      `  ${name.padEnd(28)} ${`${figure.right}/${figure.of}`.padStart(9)}  ${(share(figure) * 100).toFixed(1)} %`,
    )
    if (details && !name.startsWith('  '))
      for (const text of figure.wrong) console.log(`      ✗ ${text.replace(/\n/g, ' ')}`)
  }
}

const development = developmentSet()
const part = (half: number, foreign: boolean) =>
  development.filter((sample: Sample) => sample.half === half && (sample.language !== undefined) === foreign)

print('Measuring set', safetyFigures(measuringSet()))
print('Development set, written before the rules', safetyFigures(part(1, false)))
print('Development set, written after the first rules', safetyFigures(part(2, false)))
print('Development set, written after the second round', safetyFigures(part(3, false)))
print('Development set, written after the third round', safetyFigures(part(4, false)))
print('Development set, other languages', safetyFigures(development.filter((sample) => sample.language !== undefined)))
print('Ordinary messages (measuring set)', { 'left in peace': ordinaryAlarms() })
