import fc from 'fast-check'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { encode } from '../../adapters/sms/encode.ts'
import letters from '../../adapters/sms/gsm-letters.json' with { type: 'json' }
import { countSms, toGsm } from '../../adapters/sms/to-gsm.ts'
import { signatureMatches } from '../../adapters/sms/verify.ts'
import { newConversation } from '../../bot/conversation.ts'
import { fitAnswer } from '../../bot/fit-answer.ts'
import { allTexts } from '../../bot/texts/texts.ts'
import { loadArticles } from '../../knowledge-base/load-articles.ts'

const alphabet = new Set(letters.basic + letters.extended)
const isGsm = (text: string) => [...text].every((one) => alphabet.has(one))

test('what people read in French is rewritten to the letters an old phone has', () => {
  expect(toGsm('« Où êtes-vous ? »')).toBe('"Où etes-vous ?"')
  expect(toGsm('Reçu à la Caf… l’œuvre, 12 h 30 – Noël')).toBe("Recu à la Caf... l'oeuvre, 12 h 30 - Noel")
  expect(toGsm('👍 d’accord')).toBe(" d'accord")
})

test('every French, Turkish, Romanian, Spanish, Portuguese and English text of the house is within the alphabet', () => {
  for (const language of ['fr', 'tr', 'ro', 'es', 'pt', 'en'])
    for (const [id, wording] of allTexts(language)) expect(isGsm(toGsm(wording)), `${language} ${id}`).toBe(true)
})

test('a script the alphabet has no letters for is kept as it is, and counted at its price', () => {
  expect(toGsm('Вітаю')).toBe('Вітаю')
  expect(countSms('Вітаю'.repeat(20))).toBe(2)
})

test('rewriting twice changes nothing, and no letter is invented', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => toGsm(toGsm(text)) === toGsm(text)))
})

test('the answer of every article fits two SMS', () => {
  const { articles } = loadArticles('knowledge-base/articles')
  expect(articles.length).toBeGreaterThan(200)
  for (const article of articles) {
    const say = (id: string, text: string) => ({ id, text, choices: [], question: null })
    const replies = [
      say('welcome.robot', 'Bonjour.'),
      say(`answer.${article.id}`, article.short),
      say('answer.where-and-steps', `Où : ${article.site?.words ?? ''}\nSource : ${article.source}.`),
    ]
    const decision = fitAnswer({ conversation: newConversation, replies, effects: [] }, 300, 'Passerelle')
    expect(decision.replies).toHaveLength(1)
    for (const reply of decision.replies) expect(countSms(encode(reply)), article.id).toBeLessThanOrEqual(2)
  }
})

test('nothing of an answer is lost between the first message and the last', () => {
  const sentence = fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12}){0,30}[.?!]$/)
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
      const text = sentences.join(' ')
      let conversation = { ...newConversation, rest: '' }
      let told = ''
      for (let replies = [{ id: 'a', text, choices: [], question: null }], turns = 0; turns < 40; turns++) {
        const decision = fitAnswer({ conversation, replies, effects: [] }, 300, 'x')
        told += ` ${decision.replies[0]?.text.replace('Suite : écrivez PLUS', '') ?? ''}`
        conversation = decision.conversation as typeof conversation
        if (conversation.rest === '') break
        replies = [{ id: 'sms.rest', text: conversation.rest, choices: [], question: null }]
      }
      expect(told.split(/\s+/).filter(Boolean)).toEqual(text.split(/\s+/))
    }),
  )
})

test('our signature is the one Twilio’s own package makes, for any fields', () => {
  const url = 'https://passerelle.example/channels/sms'
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (fields) => {
      const signature = twilio.getExpectedTwilioSignature('jeton', url, fields)
      expect(signatureMatches('jeton', url, new URLSearchParams(fields), signature)).toBe(true)
      expect(signatureMatches('autre', url, new URLSearchParams(fields), signature)).toBe(false)
    }),
  )
})
