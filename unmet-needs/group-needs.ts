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

/** Meeting is easier for two needs of the same guessed topic. */
const SAME_TOPIC = 0.15

/**
 * Groups needs by likeness of words: greedy, largest groups first, so that the same needs always give the same groups. Likeness is the
 * cosine of character trigrams, so that spelling by ear still meets. Needs whose words are forgotten meet by topic and reason.
 */
export function groupNeeds(needs: Need[], normalise: (text: string) => string): NeedGroup[] {
  const clusters: Cluster[] = []
  for (const need of [...needs].sort((left, right) => left.id.localeCompare(right.id))) {
    const profile = need.text === '' ? wordless(need) : unit(trigrams(normalise(need.text)))
    const member = { need, profile }
    let best: Cluster | null = null
    let bestScore = SAME
    for (const cluster of clusters) {
      const score = likeness(member, cluster)
      if (score > bestScore || (score === bestScore && best === null)) {
        best = cluster
        bestScore = score
      }
    }
    if (best) join(best, member)
    else clusters.push(join({ members: [], sum: new Map(), topics: new Map() }, member))
  }
  return clusters.map(toGroup).sort((left, right) => right.needs.length - left.needs.length)
}

interface Member {
  need: Need
  /** of length 1, so that a product with another one is their cosine */
  profile: Map<string, number>
}

/** A group in the making. Its members' profiles are added up: one product then gives the sum of all the cosines. */
interface Cluster {
  members: Member[]
  sum: Map<string, number>
  topics: Map<string, number>
}

/** How like the members of a group this need is, on average. */
function likeness({ need, profile }: Member, { members, sum, topics }: Cluster): number {
  let words = 0
  for (const [gram, weight] of profile) words += weight * (sum.get(gram) ?? 0)
  const sameTopic = need.topic === null ? 0 : (topics.get(need.topic) ?? 0)
  return (words + SAME_TOPIC * sameTopic) / members.length
}

function join(cluster: Cluster, member: Member): Cluster {
  const { members, sum, topics } = cluster
  members.push(member)
  for (const [gram, weight] of member.profile) sum.set(gram, (sum.get(gram) ?? 0) + weight)
  const { topic } = member.need
  if (topic !== null) topics.set(topic, (topics.get(topic) ?? 0) + 1)
  return cluster
}

function toGroup(cluster: Cluster): NeedGroup {
  let example = cluster.members[0]
  if (!example) throw new Error('A group of needs is never empty.')
  for (const member of cluster.members) if (likeness(member, cluster) > likeness(example, cluster)) example = member
  return { example: example.need, needs: cluster.members.map(({ need }) => need), topic: example.need.topic }
}

/** The slash makes it longer than any trigram: it never looks like words. */
const wordless = ({ topic, reason }: Need) => new Map([[`${topic}/${reason}`, 1]])

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

function unit(profile: Map<string, number>): Map<string, number> {
  const length = Math.sqrt([...profile.values()].reduce((sum, count) => sum + count * count, 0))
  return new Map([...profile].map(([gram, count]) => [gram, count / length]))
}
