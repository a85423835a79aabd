import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { NO_DANGER } from '../../safety/danger/danger-examples.ts'
import { readDangerModel } from '../../safety/danger/danger-model.ts'
import { type Danger, detectDanger } from '../../safety/danger/detect-danger.ts'
import { ordinaryUnread } from './unseen-danger.ts'

/**
 * What a danger model says of a hand it never read: `node test/safety/left-out.ts <hand.tsv> [model.bin]`.
 * Lines of the hand: type, voice, text. Only figures are printed, so that the hand stays unseen.
 */
const [hand = '', file = 'safety/data/danger-model.bin'] = process.argv.slice(2)
const model = readDangerModel(pathToFileURL(file))

interface Count {
  of: number
  clear: number
  asked: number
  faint: number
  first: number
  shown: number
}

const counts = new Map<string, Count>()

function count(group: string, type: string, found: Danger | null): void {
  const one = counts.get(group) ?? { of: 0, clear: 0, asked: 0, faint: 0, first: 0, shown: 0 }
  const certainty = found?.certainty
  one.of += 1
  one.clear += Number(certainty === 'clear')
  one.asked += Number(certainty === 'ambiguous')
  one.faint += Number(certainty === 'faint')
  one.first += Number(found?.type === type)
  one.shown += Number(found?.type === type || found?.orElse === type)
  counts.set(group, one)
}

for (const line of readFileSync(hand, 'utf8').split('\n')) {
  const [label = '', voice = '', text = ''] = line.split('\t')
  if (text === '') continue
  const type = label === 'none_lookalike' ? NO_DANGER : label
  const found = detectDanger(text, model)
  const all = type === NO_DANGER ? 'look-alikes' : 'dangers'
  count(all, type, found)
  if (type !== NO_DANGER) for (const group of [`type ${type}`, `voice ${voice}`]) count(group, type, found)
}
for (const text of ordinaryUnread()) count('ordinary (odile)', NO_DANGER, detectDanger(text, model))

const percent = (part: number, of: number) => `${((100 * part) / Math.max(of, 1)).toFixed(1)} %`.padStart(8)
console.log('group, of, alarmed, + asked, + asked unless the topic is sure, right first, right among two shown')
for (const [group, { of, clear, asked, faint, first, shown }] of [...counts].sort()) {
  const caught = clear + asked + faint
  const shares = [clear, clear + asked, caught].map((part) => percent(part, of))
  console.log(group.padEnd(34), String(of).padStart(5), ...shares, percent(first, caught), percent(shown, caught))
}
