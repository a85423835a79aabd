/** One thing that went unanswered, as the lead reviews it. */
export interface Need {
  id: string
  text: string
  topic: string | null
  reason: string
  commune: string | null
  departement: string | null
  month: string
  state: string
}

export interface NeedGroup {
  /** the need that stands for the group: the one most like all the others */
  example: Need
  needs: Need[]
  topic: string | null
}

/** From this likeness on (0 to 1), two needs are the same one said twice; chosen on made-up needs in `test/unmet-needs/`. */
const SAME = 0.34

/**
 * Groups needs by likeness of words: greedy, largest groups first, so that the same needs always give the same groups. Likeness is the
 * cosine of character trigrams, so that spelling by ear still meets; two needs of the same guessed topic meet more easily.
 */
export function groupNeeds(needs: Need[], normalise: (text: string) => string): NeedGroup[] {
  const profiles = new Map(needs.map((need) => [need.id, trigrams(normalise(need.text))]))
  const likeness = (left: Need, right: Need) => {
    const words = cosine(profiles.get(left.id), profiles.get(right.id))
    return left.topic !== null && left.topic === right.topic ? words + 0.15 : words
  }
  const groups: Need[][] = []
  for (const need of [...needs].sort((left, right) => left.id.localeCompare(right.id))) {
    const best = groups
      .map((group) => ({ group, score: average(group.map((other) => likeness(need, other))) }))
      .sort((left, right) => right.score - left.score)[0]
    if (best && best.score >= SAME) best.group.push(need)
    else groups.push([need])
  }
  return groups.map((group) => toGroup(group, likeness)).sort((left, right) => right.needs.length - left.needs.length)
}

function toGroup(needs: Need[], likeness: (left: Need, right: Need) => number): NeedGroup {
  const central = [...needs].sort(
    (left, right) =>
      average(needs.map((other) => likeness(right, other))) - average(needs.map((other) => likeness(left, other))),
  )
  const example = central[0]
  if (!example) throw new Error('A group of needs is never empty.')
  return { example, needs, topic: example.topic }
}

function trigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.split(' ')) {
    const padded = ` ${word} `
    for (let start = 0; start + 3 <= padded.length; start++) {
      const gram = padded.slice(start, start + 3)
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  }
  return counts
}

function cosine(left: Map<string, number> | undefined, right: Map<string, number> | undefined): number {
  if (!left || !right || left.size === 0 || right.size === 0) return 0
  let dot = 0
  for (const [gram, count] of left) dot += count * (right.get(gram) ?? 0)
  return dot / Math.sqrt(squares(left) * squares(right))
}

const squares = (profile: Map<string, number>) => [...profile.values()].reduce((sum, count) => sum + count * count, 0)
const average = (values: number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
