import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { identifyLanguage } from '../../intents/language/identify-language.ts'
import type { Matcher } from '../../intents/matcher/match.ts'
import { trainOnExamples } from '../../intents/matcher/train.ts'
import { detectDangers } from '../../safety/danger/detect-danger.ts'
import { checkScam } from '../../safety/scam/check-scam.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { openMatcher } from '../understanding.ts'

const inputLine = z.object({ text: z.string() })
const exampleLine = z.object({ text: z.string(), topic: z.string().nullish() })

/**
 * `understand FILE` (`-` = stdin): JSON lines with `text` in, one line of what was understood out, in the same order.
 * `--catalogue FILE` trains on other JSON lines (`text`, `topic`; no topic = out of scope) instead of ours.
 */
export async function run(args: string[]): Promise<void> {
  const at = args.indexOf('--catalogue')
  const catalogue = at >= 0 ? args[at + 1] : undefined
  const file = args.find((arg, index) => (arg === '-' || !arg.startsWith('--')) && (at < 0 || index !== at + 1))
  if (!file || (at >= 0 && !catalogue))
    throw new PasserelleError(
      'understand.usage',
      'Say which file to read: npm run understand -- FILE (or - for stdin) [--catalogue FILE]',
    )
  const matcher = catalogue ? trainOnExamples(readExamples(catalogue)) : openMatcher()
  const input = file === '-' ? process.stdin : createReadStream(file).on('error', () => {})
  if (file !== '-') readOrExplain(file)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (line.trim() === '') continue
    const read = parseLine(line, inputLine)
    if (!read)
      throw new PasserelleError(
        'understand.bad-line',
        `Line ${number} of ${file} is not JSON with a « text »: correct it.`,
      )
    process.stdout.write(`${JSON.stringify(understand(read.text, matcher))}\n`)
  }
}

/** What a message is taken for, in the shape others script against. */
export function understand(text: string, matcher: Matcher) {
  const started = performance.now()
  const { masked, secrets } = maskSecrets(text)
  const dangers = detectDangers(masked, identifyLanguage(masked))
  const typeOf = (level: 'danger' | 'priority') => dangers.find((danger) => danger.level === level)?.type ?? null
  const match = matcher.match(masked)
  const safety = {
    danger: typeOf('danger'),
    priority: typeOf('priority'),
    secrets,
    scam: checkScam(masked)?.verdict ?? null,
  }
  const language = identifyLanguage(masked)
  const ms = Math.round((performance.now() - started) * 1000) / 1000
  return { text, masked, language, band: match.band, topic: match.topic, candidates: match.candidates, safety, ms }
}

function readExamples(file: string): { text: string; topic: string | null }[] {
  return readOrExplain(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const read = parseLine(line, exampleLine)
      if (!read)
        throw new PasserelleError(
          'understand.bad-catalogue',
          `Line ${index + 1} of ${file} is not JSON with « text » and « topic »: correct it.`,
        )
      return { text: read.text, topic: read.topic ?? null }
    })
}

function readOrExplain(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PasserelleError('understand.no-file', `The file ${file} cannot be read: check its name.`, { cause })
  }
}

function parseLine<Shape extends z.ZodType>(line: string, shape: Shape): z.infer<Shape> | null {
  try {
    return shape.parse(JSON.parse(line))
  } catch {
    return null
  }
}
