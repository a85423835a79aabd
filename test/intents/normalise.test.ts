import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../intents/language/fold.ts'
import { normalise } from '../../intents/language/normalise.ts'
import { phoneticKey } from '../../intents/language/phonetic-key.ts'

describe('normalise', () => {
  it.each([
    ["J'ai perdu ma carte d'identité !", 'j ai perdu ma carte identite'],
    ['jsui o chomaj', 'je suis au chomage'],
    ['jveu mon mdp', 'je veut mon mot de passe'],
    ['koi fé', 'quoi faire'],
    ['ske jpeu avoir la pelle', 'est ce que je peux avoir l apl'],
    ['Pôle emploi', 'france travail'],
    ['la sécu', 'assurance maladie'],
    ['la sécu sociale', 'assurance maladie sociale'],
    ['lettre de amélie', 'lettre de ameli'],
    ['les ASSEDIC', 'france travail'],
    ['g pa recu mon rdv', 'j ai pas recu mon rendez vous'],
    ['keske je dois fé', 'qu est ce que je dois faire'],
    ['HELPPPPP', 'helpp'],
    ['œuvre', 'oeuvre'],
    ['l’école', 'l ecole'],
    ['jdc à 16 ans', 'jdc a 16 an'],
    ['la carte verte', 'la carte vitale'],
    ['🙂 …', ''],
  ])('reads « %s » as « %s »', (written, meant) => {
    expect(normalise(written)).toBe(meant)
  })

  it('keeps « me » when it has no accent, and reads « mé » as « mais »', () => {
    expect(normalise('il me faut')).toBe('il me faut')
    expect(normalise('mé non')).toBe('mais non')
  })

  it('keeps other scripts', () => {
    expect(normalise('مرحبا')).toBe('مرحبا')
    expect(normalise('Добрий день')).toContain('день')
  })

  it('leaves only lower-case words with one space between them, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const result = normalise(text)
        expect(result).not.toMatch(/\s\s|^\s|\s$|[.,;!?'"’()]/)
        expect(result).toBe(result.toLowerCase())
      }),
    )
  })
})

describe('fold', () => {
  it('is the same applied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('phoneticKey', () => {
  it.each([
    ['connecter', 'konekte'],
    ['chomage', 'chaumaje'],
    ['quand', 'kan'],
    ['payement', 'peyman'],
    ['declaration', 'deklarasion'],
    ['telephone', 'telefone'],
    ['identite', 'identitee'],
  ])('gives « %s » and « %s » one key', (one, other) => {
    expect(phoneticKey(one)).toBe(phoneticKey(other))
  })

  it.each([
    ['carte', 'porte'],
    ['loyer', 'lettre'],
    ['perdu', 'vole'],
  ])('keeps « %s » and « %s » apart', (one, other) => {
    expect(phoneticKey(one)).not.toBe(phoneticKey(other))
  })
})
