import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../intents/catalogue/load-catalogue.ts'
import { identifyLanguage } from '../../intents/language/identify-language.ts'
import { tokens } from '../../intents/language/tokens.ts'

const SAMPLE = readFileSync(new URL('./language-sample.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'))

describe('identifyLanguage', () => {
  it.each(SAMPLE)('hears %s in « %s »', (language, text) => {
    expect(identifyLanguage(text ?? '')).toBe(language)
  })

  it.each(['help', 'ok no', 'hola', '', '???', '2024', 'sms mail'])(
    'takes « %s » for French: too short to say',
    (text) => {
      expect(identifyLanguage(text)).toBe('fr')
    },
  )

  it.each([
    'jariv pa a me conecté o site de la kaf',
    'moi pas comprendre papier prefecture',
    'chui perdu ds lé papié',
    'g pa recu mn arjan dpui 2 moi',
    'voir mes petit enfan en video',
  ])('takes « %s », written by ear, for French', (text) => {
    expect(identifyLanguage(text)).toBe('fr')
  })

  it('takes at most one French phrase in five hundred for another language', () => {
    const { phrases } = loadCatalogue()
    const wrong = phrases.filter(({ text }) => identifyLanguage(text) !== 'fr')
    expect(phrases.length).toBeGreaterThan(500)
    expect(wrong.length).toBeLessThanOrEqual(phrases.length / 500)
  })

  it('needs three words for a language in our letters', () => {
    for (const [language, text] of SAMPLE) {
      if (tokens(text ?? '').length >= 3 || language === 'uk' || language === 'ar' || language === 'other') continue
      expect(identifyLanguage(text ?? '')).toBe('fr')
    }
  })
})
