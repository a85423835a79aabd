import type { Activity } from '../bot/activity.ts'

export interface WaitingEntry {
  id: string
  activity: Activity
}

/**
 * What one turn takes of the messages already waiting: the first one, and the texts that follow it, for people send one thought in
 * three messages. A bare choice (« 1 », « oui ») or a word that commands is never joined to another message, nor is what was heard
 * or read, which is said back. The pages of a letter make one question.
 */
export function groupActivities(
  waiting: WaitingEntry[],
  standsAlone: (text: string) => boolean,
): { entries: WaitingEntry[]; activity: Activity } | null {
  const first = waiting[0]
  if (!first) return null
  if (asksToRead(first.activity))
    return { entries: takeWhile(waiting, ({ activity }) => asksToRead(activity)), activity: first.activity }
  if (!isPart(first.activity, standsAlone)) return { entries: [first], activity: first.activity }
  const joined = [first]
  const texts = [first.activity.text]
  const secrets = [...first.activity.secrets]
  for (const next of waiting.slice(1)) {
    if (!isPart(next.activity, standsAlone)) break
    joined.push(next)
    texts.push(next.activity.text)
    secrets.push(...next.activity.secrets)
  }
  return { entries: joined, activity: { kind: 'text', text: texts.join('\n'), secrets: [...new Set(secrets)] } }
}

function isPart(activity: Activity, standsAlone: (text: string) => boolean): activity is Written {
  return (
    activity.kind === 'text' &&
    activity.from === undefined &&
    activity.relay === undefined &&
    !standsAlone(activity.text)
  )
}

type Written = Extract<Activity, { kind: 'text' }>

const asksToRead = (activity: Activity) => activity.kind === 'media' && activity.heard === 'may-read'

function takeWhile<Item>(items: Item[], fits: (item: Item) => boolean): Item[] {
  const end = items.findIndex((item) => !fits(item))
  return end < 0 ? items : items.slice(0, end)
}
