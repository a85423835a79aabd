import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const separator = fc.constantFrom(' ', '.', '-', '')
const runs = { numRuns: 300 }

function grouped(text: string, sizes: readonly number[], between: string): string {
  const groups: string[] = []
  let at = 0
  for (const size of sizes) {
    groups.push(text.slice(at, at + size))
    at += size
  }
  return groups.filter((group) => group !== '').join(between)
}

/** One digit changed, at any place but the first three: what a tired hand does. */
function withSlip(number: string, place: number, digit: string): string {
  const at = 5 + (place % Math.max(1, number.length - 5))
  return /\d/.test(number[at] ?? '') ? number.slice(0, at) + digit + number.slice(at + 1) : number
}

const nir = fc
  .tuple(
    fc.constantFrom('1', '2'),
    digits(2),
    fc.integer({ min: 1, max: 12 }),
    fc.oneof(
      fc.integer({ min: 1, max: 95 }).map((n) => String(n).padStart(2, '0')),
      fc.constantFrom('2A', '2B'),
    ),
    digits(6),
    fc.option(digits(2)),
  )
  .map(
    ([sex, year, month, department, rest, key]) =>
      `${sex}${year}${String(month).padStart(2, '0')}${department}${rest}${key ?? ''}`,
  )

describe('masking generated secrets', () => {
  it('masks a NIR of 13 or 15 characters, grouped or not, with a wrong key or a typing error', () => {
    fc.assert(
      fc.property(nir, separator, fc.nat(20), fc.constantFrom(...'0123456789'), (number, between, place, digit) => {
        const written = grouped(withSlip(number, place, digit), [1, 2, 2, 2, 3, 3, 2], between)
        const { masked } = maskSecrets(`mon numéro de sécu ${written} svp`)
        expect(masked).not.toMatch(/\d{3}/)
        expect(maskSecrets(`voila ${written} merci`).masked).not.toContain(written)
      }),
      runs,
    )
  })

  it('masks a NIR with letters O for zeros', () => {
    expect(maskSecrets('2 69 O5 13 O55 123 45').secrets).toEqual(['nir'])
    expect(maskSecrets('169O513O5512345').secrets).toEqual(['nir'])
  })

  it('masks a card of 16 digits whatever its checksum, in any grouping', () => {
    fc.assert(
      fc.property(fc.constantFrom('3', '4', '5', '6'), digits(15), separator, (first, rest, between) => {
        const written = grouped(`${first}${rest}`, [4, 4, 4, 4], between)
        fc.pre(!/^(?:(?:19|20)\d\d){4}$/.test(first + rest))
        expect(maskSecrets(`je tape ${written} et ça refuse`).masked).not.toContain(written)
      }),
      runs,
    )
  })

  it('masks an IBAN whatever its key, in capitals or not', () => {
    fc.assert(
      fc.property(digits(25), separator, fc.boolean(), (rest, between, isLower) => {
        const iban = grouped(`FR${rest}`, [4, 4, 4, 4, 4, 4, 3], between)
        const { masked } = maskSecrets(`le compte est ${isLower ? iban.toLowerCase() : iban} voilà`)
        expect(masked).toBe('le compte est [IBAN] voilà')
      }),
      runs,
    )
  })

  it('masks a telephone however it is grouped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
        digits(8),
        fc.constantFrom(' ', '.', '-', '', '/'),
        (kind, rest, between) => {
          const written = grouped(`0${kind}${rest}`, [2, 2, 2, 2, 2], between)
          expect(maskSecrets(`rappelez moi au ${written}`).masked).toBe('rappelez moi au [TELEPHONE]')
        },
      ),
      runs,
    )
  })

  it('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'mon mdp c',
        'le code',
        'est',
        ':',
        'voici',
        'carte',
        'secu',
        'toto87',
        'impots',
        'jean@exemple.org',
        '[CODE]',
        '[MOT DE PASSE]',
        'mot de passe',
        'zéro six',
        'FR76',
        'et',
        '.',
        'au',
      ),
      digits(4),
      digits(10),
      digits(16),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = maskSecrets(pieces.join(' ')).masked
        expect(maskSecrets(once)).toEqual({ masked: once, secrets: [] })
      }),
      { numRuns: 1000 },
    )
  })
})

describe('masking what is announced in words', () => {
  it.each([
    ['mn mdp c toto87', 'toto87'],
    ['mon code est 4821', '4821'],
    ['le code cest 482913', '482913'],
    ['voici mon code 4821Kx', '4821Kx'],
    ['mot de passe : Soleil', 'Soleil'],
    ['mon code c 4 8 2 1', '4 8 2 1'],
    ['mon code c quatre huit deux un', 'quatre'],
    ['toto87 comme mot de passe', 'toto87'],
    ['my password is gatsby22', 'gatsby22'],
    ['a minha senha é gato12', 'gato12'],
    ['mi contraseña es luna33', 'luna33'],
    ['كلمة السر هي 123456', '123456'],
    ['şifrem kedi2020', 'kedi2020'],
    ['мій пароль Kyiv2024', 'Kyiv2024'],
    ['parola mea este ana1990', 'ana1990'],
  ])('« %s »', (text, secret) => {
    expect(maskSecrets(text).masked).not.toContain(secret)
  })

  it.each([
    'code postal 87400',
    'F1344',
    'appelez le 0 805 160 075 ou le 3646',
    'le mot de passe est trop court',
    'code de la route en 2024',
    'article L. 1234-5 du code du travail',
    'né le 12 03 1954 à Lille, parti en 2019',
    '1 250,50 € sur 12 mois',
    'SIRET 732 829 320 00074',
    'de 2019 2020 2021 2022',
    'le code à 6 chiffres n’arrive pas',
  ])('leaves « %s »', (text) => {
    expect(maskSecrets(text)).toEqual({ masked: text.normalize('NFC'), secrets: [] })
  })

  it('keeps the sender of a pasted message, which is how it is checked', () => {
    expect(maskSecrets('De : Caf <nepasrepondre@caf.fr>\nVotre déclaration').masked).toContain('nepasrepondre@caf.fr')
  })
})
