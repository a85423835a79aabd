import { loadTopics, type Topic } from '../intents/catalogue/topics.ts'
import type { TopicFacts } from '../knowledge-base/snapshot.ts'
import { emergencies } from '../safety/danger/emergencies.ts'

/** Topics of policy URGENCE that `emergencies.tsv` names under another one: money is leaving the account all the same. */
const sameDanger: Record<string, string> = {
  'arnaque.carte_bancaire': 'fraude_en_cours',
  'arnaque.faux_conseiller': 'fraude_en_cours',
}

export function topicFacts(topics: Topic[] = loadTopics()): TopicFacts[] {
  const byTopic = new Map([...emergencies].reverse().map((emergency) => [emergency.topic, emergency]))
  const byType = new Map(emergencies.map((emergency) => [emergency.type, emergency]))
  return topics.map(({ id, title, organisation, policy }) => {
    const line = policy === 'URGENCE' ? (byTopic.get(id) ?? byType.get(sameDanger[id] ?? '')) : undefined
    return { id, title, organisation, policy, emergency: line ? { type: line.type, level: line.level } : null }
  })
}
