import type { Conversation } from './conversation.ts'
import type { Decision } from './decision.ts'
import { plainText, type Reply } from './reply.ts'
import { textOf } from './texts/texts.ts'

/** A letter outside the alphabet of SMS makes a message hold 134 of them instead of 306. */
const FOREIGN_LETTER_COST = 306 / 134

/**
 * Where each message costs the person money (SMS), a whole answer is one reply of at most `budget` characters. What does not fit waits
 * in `conversation.rest` until the person writes « plus ». An emergency is never cut. `network` names the robot in its short greeting.
 */
export function fitAnswer(decision: Decision, budget: number, network: string): Decision {
  const { conversation, replies } = decision
  if (replies.length === 0) return { ...decision, conversation: { ...conversation, rest: '' } }
  if (replies.some(({ id }) => id.startsWith('danger.'))) return decision
  const question = replies.findLast(({ choices }) => choices.length > 0) ?? null
  const closing = question === replies.at(-1) ? question : null
  const body = replies.filter((reply) => reply !== closing).map((reply) => wordsOf(reply, conversation, network))
  return fitBody(decision, body.join('\n'), closing, budget)
}

/** What waited, again within the budget: the answer to « plus ». */
export function tellRest(conversation: Conversation): Reply {
  return { id: 'sms.rest', text: conversation.rest, choices: [], question: null }
}

function fitBody(decision: Decision, body: string, closing: Reply | null, budget: number): Decision {
  const { conversation, replies } = decision
  const end = closing ? plainText(closing) : ''
  const whole = [body, end].filter((part) => part !== '').join('\n')
  const id = closing?.id ?? replies[0]?.id ?? 'sms.rest'
  const choices = closing?.choices ?? []
  const reply = (text: string): Reply => ({ id, text, choices, question: closing?.question ?? null })
  const withoutChoices = (text: string) => [text, closing?.text ?? ''].filter((part) => part !== '').join('\n')
  if (cost(whole) <= budget)
    return { ...decision, conversation: { ...conversation, rest: '' }, replies: [reply(withoutChoices(body))] }
  const more = textOf(conversation.language, 'sms.more', 0)
  const { told, rest } = cut(body, budget - cost(`\n${more}\n${end}`))
  return { ...decision, conversation: { ...conversation, rest }, replies: [reply(withoutChoices(`${told}\n${more}`))] }
}

function wordsOf(reply: Reply, { language }: Conversation, network: string): string {
  if (reply.id === 'welcome.robot') return textOf(language, 'welcome.robot-short', 0).replace('{network}', network)
  return plainText(reply)
}

/** Whole sentences as long as they fit; a single sentence that does not is cut between two words. */
function cut(text: string, budget: number): { told: string; rest: string } {
  const pieces = text.split(/(?<=[.!?]\s)|(?<=\n)/)
  let told = ''
  while (pieces[0] !== undefined && cost(told + pieces[0].trimEnd()) <= budget) told += pieces.shift()
  if (told === '') {
    const words = (pieces.shift() ?? '').split(/(?<=\s)/)
    while (words[0] !== undefined && cost(told + words[0].trimEnd()) <= budget) told += words.shift()
    pieces.unshift(words.join(''))
  }
  return { told: told.trim(), rest: pieces.join('').trim() }
}

function cost(text: string): number {
  const length = [...text].length
  return /[\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(text) ? length * FOREIGN_LETTER_COST : length
}
