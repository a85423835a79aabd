import { readFileSync } from 'node:fs'
import { identifyLanguage } from '../../intents/language/identify-language.ts'
import { detectDanger } from '../../safety/danger/detect-danger.ts'
import { checkScam } from '../../safety/scam/check-scam.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'

/** A labelled message; `note` of a secret is the piece that must be gone. */
export interface Sample {
  text: string
  label: string
  note?: string
  /** 1: written before the rules; 2, 3, 4: after each round of rules, before the next; 5, 6: scams of the second sitting, likewise. */
  half?: 1 | 2 | 3 | 4 | 5 | 6
  language?: string
}

export const dangerLabels: readonly string[] = [
  'suicide',
  'child',
  'medical',
  'violence',
  'homeless_tonight',
  'hunger',
  'ongoing_fraud',
  'eviction',
  'power_cut',
]

const detect = (text: string) => detectDanger(text, identifyLanguage(text))

/** How many were right, of how many, and which were not. */
export interface Figure {
  right: number
  of: number
  wrong: string[]
}

export function readLines<Row>(file: string): Row[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row)
}

export const measuringSet = () => readLines<Sample>('../measuring-set/safety.jsonl')
export const developmentSet = () => readLines<Sample>('development-set.jsonl')

function count(samples: readonly Sample[], isRight: (sample: Sample) => boolean): Figure {
  const wrong = samples.filter((sample) => !isRight(sample)).map((sample) => sample.text)
  return { right: samples.length - wrong.length, of: samples.length, wrong }
}

/** The figures of one labelled set. Pasted messages are judged as the bot sees them: masked first. */
export function safetyFigures(samples: readonly Sample[]): Record<string, Figure> {
  const labelled = (...labels: string[]) => samples.filter((sample) => labels.includes(sample.label))
  const quiet = samples.filter(
    (sample) =>
      !dangerLabels.includes(sample.label) && !['scam', 'genuine', 'secret', 'not_secret'].includes(sample.label),
  )
  const figures: Record<string, Figure> = {
    'dangers caught': count(labelled(...dangerLabels), (sample) => detect(sample.text) !== null),
  }
  for (const label of dangerLabels)
    if (labelled(label).length > 0)
      figures[`  ${label}`] = count(labelled(label), (sample) => detect(sample.text) !== null)
  return {
    ...figures,
    'look-alikes left in peace': count(quiet, (sample) => detect(sample.text) === null),
    'secrets masked': count(
      labelled('secret'),
      (sample) => !maskSecrets(sample.text).masked.includes(sample.note ?? sample.text),
    ),
    'harmless numbers kept': count(labelled('not_secret'), (sample) => maskSecrets(sample.text).secrets.length === 0),
    'scams recognised': count(
      labelled('scam'),
      (sample) => checkScam(maskSecrets(sample.text).masked)?.verdict === 'scam',
    ),
    'genuine not called scam': count(
      labelled('genuine'),
      (sample) => checkScam(maskSecrets(sample.text).masked)?.verdict !== 'scam',
    ),
  }
}

/** Alarms and questions on ordinary administrative messages, those that give way to a sure topic (`faint`) apart; topics where danger is expected are left out. */
export function ordinaryAlarms(): Figure {
  const expected =
    /^(?:urgence|arnaque)\.|^aide\.alimentaire$|^logement\.(?:sans_abri|expulsion|loyer_impaye)$|^ecole\.harcelement$|^argent\.facture_energie$|faux|arnaque/
  const rows = [
    '../measuring-set/topics-elderly.jsonl',
    '../measuring-set/topics-low-literacy.jsonl',
    '../measuring-set/out-of-scope.jsonl',
  ]
    .flatMap((file) => readLines<{ id?: string; text: string }>(file))
    .filter((row) => !expected.test(row.id ?? ''))
  return count(
    rows.map((row) => ({ text: row.text, label: 'none' })),
    (sample) => ['faint', undefined].includes(detect(sample.text)?.certainty),
  )
}

export const share = ({ right, of }: Figure) => (of === 0 ? 1 : right / of)
