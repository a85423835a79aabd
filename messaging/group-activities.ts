import type { Activity } from '../bot/activity.ts'

export interface WaitingEntry {
  id: string
  activity: Activity
}

/**
 * What one turn takes of the messages already waiting: the first one, and the texts that follow it, for people send one thought in
 * three messages. A bare choice (« 1 », « oui ») or a word that commands is never joined to another message.
 */
export function groupActivities(
  waiting: WaitingEntry[],
  standsAlone: (text: string) => boolean,
): { entries: WaitingEntry[]; activity: Activity } | null {
  const first = waiting[0]
  if (!first) return null
  if (first.activity.kind !== 'text' || standsAlone(first.activity.text))
    return { entries: [first], activity: first.activity }
  const joined = [first]
  const texts = [first.activity.text]
  const secrets = [...first.activity.secrets]
  for (const next of waiting.slice(1)) {
    if (next.activity.kind !== 'text' || standsAlone(next.activity.text)) break
    joined.push(next)
    texts.push(next.activity.text)
    secrets.push(...next.activity.secrets)
  }
  return { entries: joined, activity: { kind: 'text', text: texts.join('\n'), secrets: [...new Set(secrets)] } }
}
