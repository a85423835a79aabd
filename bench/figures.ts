import type { Answer } from './engine.ts'

/** An answer beside what was right; no right topic means out of scope. */
export interface Judged extends Answer {
  readonly right: readonly string[]
}

/** Share in percent, to one decimal. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 10
}

export function isRight({ topic, right }: Judged): boolean {
  return topic !== null && right.includes(topic)
}

/** Share of the list for which the test holds, in percent. */
export function share<T>(list: readonly T[], test: (one: T) => boolean): number | null {
  return percent(list.filter(test).length, list.length)
}

/**
 * Chance that a message in scope gets a higher score than one outside; equal scores count for half, as engines that
 * often give the same score would otherwise be wronged.
 */
export function areaUnderCurve(inside: readonly Judged[], outside: readonly Judged[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null
  const all = [
    ...inside.map(({ score }) => ({ score, inside: 1 })),
    ...outside.map(({ score }) => ({ score, inside: 0 })),
  ]
  all.sort((a, b) => a.score - b.score)
  let below = 0
  let wins = 0
  for (let at = 0; at < all.length; ) {
    let end = at
    let here = 0
    while (end < all.length && all[end]?.score === all[at]?.score) here += all[end++]?.inside ?? 0
    const outsideHere = end - at - here
    wins += here * (below + outsideHere / 2)
    below += outsideHere
    at = end
  }
  return Math.round((1e3 * wins) / (inside.length * outside.length)) / 1e3
}

/** Wrong among all, when only the surest `covered` (0 to 1) are answered: the same number of answers for every engine. */
export function wrongAmongSurest(judged: readonly Judged[], covered: number): number | null {
  const surest = judged.toSorted((a, b) => b.score - a.score).slice(0, Math.round(covered * judged.length))
  return percent(surest.filter((one) => !isRight(one)).length, judged.length)
}

/** The score under which refusing gets most of the validation right, lines outside counting as right when refused. */
export function chooseThreshold(validation: readonly Judged[]): number | null {
  if (!validation.some(({ right }) => right.length === 0)) return null
  const rising = validation.toSorted((a, b) => a.score - b.score)
  // Nothing refused yet; each line passed is refused from then on.
  let right = rising.filter(isRight).length
  let best = { right, threshold: Number.NEGATIVE_INFINITY }
  for (const [at, one] of rising.entries()) {
    if (isRight(one)) right--
    if (one.right.length === 0) right++
    const next = rising[at + 1]?.score ?? Number.POSITIVE_INFINITY
    if (right > best.right && next > one.score) best = { right, threshold: next }
  }
  return best.threshold
}

/** The value below which `part` (0 to 1) of the list lies. */
export function quantile(list: readonly number[], part: number): number | null {
  return list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(part * list.length))] ?? null
}
