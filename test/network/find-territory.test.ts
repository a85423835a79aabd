import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCommunes } from '../../network/communes/communes.ts'
import { findTerritory, type TerritoryAnswer } from '../../network/communes/find-territory.ts'

const index = loadCommunes()

/** « Bellac 87 », « ? Saint-Denis 974 | Saint-Denis 93 », or the kind */
function say(answer: TerritoryAnswer): string {
  if (answer.kind === 'found') return `${answer.commune.name} ${answer.commune.departement}`
  if (answer.kind === 'several')
    return `? ${answer.communes.map(({ name, departement }) => `${name} ${departement}`).join(' | ')}`
  return answer.kind
}
const answered = (text: string) => say(findTerritory(index, text))
const overheard = (text: string) => say(findTerritory(index, text, { strict: true }))

describe('a postcode in an answer', () => {
  it.each([
    ['87400', 'Saint-Léonard-de-Noblat 87'],
    ['87 400', 'Saint-Léonard-de-Noblat 87'],
    ['87\u00a0400', 'Saint-Léonard-de-Noblat 87'],
    ['87400.', 'Saint-Léonard-de-Noblat 87'],
    ['87400 aide internet ou', 'Saint-Léonard-de-Noblat 87'],
    ['20000', 'Ajaccio 2A'],
    ['01000', 'Bourg-en-Bresse 01'],
    ['97400', 'Saint-Denis 974'],
    ['97150', 'Saint-Martin 978'],
    ['75012', 'Paris 12e Arrondissement 75'],
    ['69003', 'Lyon 3e Arrondissement 69'],
    ['13016', 'Marseille 16e Arrondissement 13'],
    ['75000', 'Paris 75'],
  ])('is taken: %s', (text, expected) => {
    expect(answered(text)).toBe(expected)
  })

  it.each([
    ['87400 Royères', 'Royères 87'],
    ['saint denis des murs 87400', 'Saint-Denis-des-Murs 87'],
    ['sauviat sur vige (87400)', 'Sauviat-sur-Vige 87'],
    ['87400 Limoges', 'Limoges 87'],
    ['87400 Lille', 'Saint-Léonard-de-Noblat 87'],
    ['87999 Limoges', 'Limoges 87'],
    ['93999 Saint-Denis', 'Saint-Denis 93'],
  ])('is weighed against the name in « %s »', (text, expected) => {
    expect(answered(text)).toBe(expected)
  })

  it('is said to be unknown, and which it is', () => {
    expect(findTerritory(index, 'euh 99 999')).toEqual({ kind: 'unknown-postcode', postcode: '99999' })
  })

  it('keeps the other communes that share it', () => {
    const answer = findTerritory(index, '87400')
    if (answer.kind !== 'found') throw new Error('not found')
    expect(answer.alsoAt).toHaveLength(9)
    expect(answer.alsoAt[0]?.name).toBe('La Geneytouse')
    expect(answer.alsoAt.map(({ codeInsee }) => codeInsee)).not.toContain(answer.commune.codeInsee)
  })

  it.each(['06 12 34 56 78', '0612345678', '15 000 euros', '12000€', '123456789'])('is not %s', (text) => {
    expect(answered(text)).toBe('none')
  })
})

describe('a name in an answer', () => {
  it.each([
    ['à saint leonard de noblat', 'Saint-Léonard-de-Noblat 87'],
    ["j'habite limoge", 'Limoges 87'],
    ['LIMOGES', 'Limoges 87'],
    ['j habite a cote de bellac', 'Bellac 87'],
    ['tulle svp', 'Tulle 19'],
    ['au havre', 'Le Havre 76'],
    ['je suis du mans', 'Le Mans 72'],
    ['hay les roses', "L'Haÿ-les-Roses 94"],
    ['sint etiene', 'Saint-Étienne 42'],
    ['clermon feran', 'Clermont-Ferrand 63'],
    ['starsbourg', 'Strasbourg 67'],
    ['ajacio', 'Ajaccio 2A'],
    ['lons le saunie', 'Lons-le-Saunier 39'],
    ['saint-laurent-du-maorni', 'Saint-Laurent-du-Maroni 973'],
    ['parois', 'Paris 75'],
    ['moi c est guéret dans la creuse', 'Guéret 23'],
    ['segre', 'Segré 49'],
    ['eu', 'Eu 76'],
    ['paris', 'Paris 75'],
    ['lyon 3eme', 'Lyon 3e Arrondissement 69'],
    ['Paris 1er', 'Paris 1er Arrondissement 75'],
    ['marseille 13', 'Marseille 13'],
    ['marseille 13e', 'Marseille 13e Arrondissement 13'],
    ['mamoudzou', 'Mamoudzou 976'],
  ])('is understood: « %s »', (text, expected) => {
    expect(answered(text)).toBe(expected)
  })

  it.each([
    ['Saint-Denis', '? Saint-Denis 974 | Saint-Denis 93 | Saint-Denis 11 | Saint-Denis 30'],
    ['st léonard', '? Saint-Léonard-de-Noblat 87 | Saint-Léonard 62 | Saint-Léonard 76 | Saint-Léonard 88'],
    ['97600', '? Koungou 976 | Mamoudzou 976'],
    ['la rochelle', '? La Rochelle 17 | La Rochelle 70'],
    ['aix', '? Aix-en-Provence 13 | Aix-les-Bains 73 | Aix-Noulette 62 | Aix 19'],
  ])('is asked about when « %s » may be several, most populated first', (text, expected) => {
    expect(answered(text)).toBe(expected)
  })

  it.each([
    ['saint denis 93', 'Saint-Denis 93'],
    ['St Denis (974)', 'Saint-Denis 974'],
    ['la rochelle 17', 'La Rochelle 17'],
  ])('is not asked about when the département is given: « %s »', (text, expected) => {
    expect(answered(text)).toBe(expected)
  })

  it.each([
    'merci',
    'aide',
    'les',
    'caf',
    'oui',
    'non',
    'stop',
    'retour',
    'humain',
    'personne',
    'je sais pas',
    '?',
    '',
    '2',
  ])('is not heard in « %s »', (text) => {
    expect(answered(text)).toBe('none')
  })
})

describe('an ordinary message', () => {
  it.each([
    ['bellac', 'Bellac 87'],
    ['je suis à Bellac', 'Bellac 87'],
    ['la caf de Limoges répond pas', 'Limoges 87'],
    ['France services Bellac', 'Bellac 87'],
    ['le bus au Havre', 'Le Havre 76'],
    ["la mairie d’Orléans c'est où", 'Orléans 45'],
    ['perdu à Saint-Léonard-de-Noblat depuis hier', 'Saint-Léonard-de-Noblat 87'],
    ['je suis à Paris 12', 'Paris 12e Arrondissement 75'],
    ['87400 aide internet ou', 'Saint-Léonard-de-Noblat 87'],
    ['mon code postal 87400', 'Saint-Léonard-de-Noblat 87'],
    ['au 38 000 Grenoble', 'Grenoble 38'],
    ['st léonard', '? Saint-Léonard-de-Noblat 87 | Saint-Léonard 62 | Saint-Léonard 76 | Saint-Léonard 88'],
    ['à Saint-Denis', '? Saint-Denis 974 | Saint-Denis 93 | Saint-Denis 11 | Saint-Denis 30'],
  ])('names a place in « %s »', (text, expected) => {
    expect(overheard(text)).toBe(expected)
  })

  it.each([
    'merci',
    'job',
    'Orange',
    'ma facture de Orange',
    'je vais à bout de forces',
    'de Marie',
    'à Noël',
    'à Saint-Denis-sur-Rien',
    'mon dossier 12345',
    'j ai 15 000 a payer',
    'on me demande 45000 pour le toit',
    'envoyé au 33700',
    'code 48210',
    'appelez le 05 19 09 00 70',
    'numéro 99999',
    'vers',
    'nous étions à Paris-sur-Rien',
    'JE VEUX DE LENS SUR MES PAPIERS',
  ])('names none in « %s »', (text) => {
    expect(overheard(text)).toBe('none')
  })
})

describe('any text', () => {
  it('never makes the search fail, and a question never has more than four choices or fewer than two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (text, strict) => {
        const answer = findTerritory(index, text, { strict })
        if (answer.kind !== 'several') return true
        const sizes = answer.communes.map(({ population }) => population)
        expect(sizes.length).toBeGreaterThan(1)
        expect(sizes.length).toBeLessThan(5)
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
        return true
      }),
      { numRuns: 200 },
    )
  })

  it('gives every commune back for its name and its postcode', () => {
    const anyCommune = fc.integer({ min: 0, max: index.all.length - 1 }).map((at) => index.all[at])
    fc.assert(
      fc.property(anyCommune, (commune) => {
        const answer = findTerritory(index, `${commune?.postcode} ${commune?.name}`)
        expect(answer.kind === 'found' && answer.commune.codeInsee).toBe(commune?.codeInsee)
      }),
      { numRuns: 500 },
    )
  })

  it('with the name of a large commune alone finds it, or proposes it among a few', () => {
    const large = index.all.filter(({ population }) => population > 5000)
    const anyLarge = fc.integer({ min: 0, max: large.length - 1 }).map((at) => large[at])
    fc.assert(
      fc.property(anyLarge, (commune) => {
        const answer = findTerritory(index, commune?.name.toLowerCase() ?? '')
        const communes = answer.kind === 'found' ? [answer.commune] : answer.kind === 'several' ? answer.communes : []
        expect(communes.map(({ codeInsee }) => codeInsee)).toContain(commune?.codeInsee)
      }),
      { numRuns: 500 },
    )
  })
})
