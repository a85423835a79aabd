import { expect, it } from 'vitest'
import { maskOwnWords } from '../../app/actions/mask-own-words.ts'
import { generateSecrets } from './generate-secrets.ts'

const told = generateSecrets(7, 110)
const isGiven = ({ kind }: { kind: string }) => kind === 'phone' || kind === 'e-mail'

it('a mediator’s words keep the telephone and the address they give', () => {
  for (const { message } of told.filter(isGiven)) expect(maskOwnWords(message)).toBe(message)
  const words = 'Je suis joignable au 05 39 98 00 01 ou à accueil@exemple.fr, demandez Nadia (poste 12).'
  expect(maskOwnWords(words)).toBe(words)
})

it('a mediator’s words lose any other secret, beside a telephone too', () => {
  for (const secret of told.filter((one) => !isGiven(one))) {
    expect(maskOwnWords(secret.message)).not.toContain(secret.secret)
    for (const given of told.filter(isGiven).slice(0, 4))
      for (const words of [`${given.message}, ${secret.message}`, `${secret.message}\n${given.message}`])
        expect(maskOwnWords(words)).not.toContain(secret.secret)
  }
})

it('ordinary words are left as they are', () => {
  for (const words of ['Venez mardi à 14 h 30 avec l’avis de 2025.', 'Cela fait 1 254,30 €.', '$& $1 (a+b)* [x]'])
    expect(maskOwnWords(words)).toBe(words)
})
