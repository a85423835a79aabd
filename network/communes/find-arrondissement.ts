import type { Commune, CommuneIndex } from './communes.ts'

/** « Paris 12 », « lyon 3eme », « marseille 1er arrondissement »: what comes before and after the name is ignored. */
const SHAPE = /\b(paris|lyon|marseille) (\d{1,2}) ?(e|er|eme|ieme|ere)?(?= |$)/

/**
 * A numbered part of Paris, Lyon or Marseille. « Marseille 13 » without « e » is the city of département 13: the number
 * of a département is then taken for what it is.
 */
export function findArrondissement(index: CommuneIndex, folded: string): Commune | null {
  const [, city, number, ordinal] = SHAPE.exec(folded) ?? []
  if (city === undefined || number === undefined) return null
  const whole = index.byName.get(city)?.[0]
  if (ordinal === undefined && whole?.departement === number) return whole
  const rank = Number(number)
  const key = `${city} ${rank}${rank === 1 ? 'er' : 'e'} arrondissement`
  return index.byName.get(key)?.[0] ?? null
}
