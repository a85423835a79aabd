/** Slips between two words (a letter missing, added, changed, two swapped); gives up above `most` and answers Infinity. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let best = row
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      )
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, at(before, column - 2) + 1)
      current.push(cost)
      best = Math.min(best, cost)
    }
    if (best > most) return Number.POSITIVE_INFINITY
    before = previous
    previous = current
  }
  const distance = at(previous, b.length)
  return distance > most ? Number.POSITIVE_INFINITY : distance
}

const at = (line: number[], column: number): number => line[column] ?? Number.POSITIVE_INFINITY
