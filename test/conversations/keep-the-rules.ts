import { expect } from 'vitest'
import type { Reply } from '../../bot/reply.ts'

const LONGEST_TEXT = 320
const MOST_LINES = 5
/** four topics, « Autre chose », and a person */
const MOST_CHOICES = 6
/** what is put once more on purpose: the person asked for it, pressed an old button, or comes back when all is forgotten */
const SAYS_AGAIN = new Set(['repeat.here', 'welcome.robot', 'choice.not-one', 'choice.too-old', 'sms.more'])
const PHONE = /\b0[1-9](?:[ .]?\d\d){4}\b/

/** The rules of talk that hold for every message of every conversation (docs/dialogue-rules.md); a mediator's words are their own. */
export function keepTheRules(replies: Reply[], before: string[], line: number): void {
  const ours = replies.filter(({ id }) => id !== 'mediator.message' && !id.startsWith('media.heard'))
  for (const { id, text, choices } of ours) {
    const where = `ligne ${line}, ${id}`
    expect(text.length, `${where} : 320 caractères au plus`).toBeLessThanOrEqual(LONGEST_TEXT)
    expect(text.split('\n').length, `${where} : 5 lignes au plus`).toBeLessThanOrEqual(MOST_LINES)
    expect(text, `${where} : pas de lien`).not.toMatch(/https?:|www\./)
    expect(text, `${where} : un trou n’est pas rempli`).not.toMatch(/\{\w+\}/)
    if (PHONE.test(text))
      expect(text, `${where} : un numéro sans son prix`).toMatch(/gratuit|payant|prix|grátis|gratis|free/i)
    if (choices.length > 0) keepTheChoices(choices, where)
  }
  if (ours.some(({ id }) => SAYS_AGAIN.has(id))) return
  const twice = ours.filter(({ text, choices }) => choices.length === 0 && before.includes(text))
  expect(
    twice.map(({ id }) => id),
    `ligne ${line} : dit deux fois de suite`,
  ).toEqual([])
}

/** Plain digits in order, four topics at most and « Autre chose », then 0 for a person; a yes or no has only its two. */
function keepTheChoices(choices: Reply['choices'], where: string): void {
  const numbers = choices.map(({ number }) => number)
  const isYesNo = choices.length === 2 && !numbers.includes('0')
  const wanted = choices.slice(isYesNo ? 0 : 1).map((_, index) => String(index + 1))
  expect(numbers, `${where} : les numéros`).toEqual(isYesNo ? wanted : [...wanted, '0'])
  expect(choices.length, `${where} : trop de choix`).toBeLessThanOrEqual(MOST_CHOICES)
}
