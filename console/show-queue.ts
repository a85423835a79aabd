import type { Visitor } from './guard.ts'
import type { ConsoleParts } from './parts.ts'
import type { ShowTicket } from './show-ticket.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { clockTime } from './words-of-time.ts'

export type QueueView = (visitor: Visitor) => Promise<object>

const kinds = new Map(Object.entries(texts.dangers))

/** What moves on the queue page, for the page itself and for its live updates. */
export function createQueueView(
  { desk, network, now }: Pick<ConsoleParts, 'desk' | 'network' | 'now'>,
  showTicket: ShowTicket,
): QueueView {
  return async ({ account, session }) => {
    const { onDuty, present, standing, alerts, forYou, waiting, kept, mine } = await desk.read(account)
    const { timeZone } = network()
    return {
      csrf: session.csrf,
      onDuty,
      presentWords: presentWords(present),
      alerts: alerts.map(({ id, kind, type, raisedAt }) => ({
        id,
        isDanger: kind === 'danger',
        label: kinds.get(type) ?? type,
        time: clockTime(raisedAt, now(), timeZone),
      })),
      standing: standing === 'there' ? '' : texts.standing[standing],
      forYou: forYou.map(showTicket),
      waiting: waiting.map(showTicket),
      kept: kept.map(({ ticket, until, mayTake }) => ({
        ...showTicket(ticket),
        until: clockTime(until, now(), timeZone),
        mayTake,
      })),
      mine: mine.map(showTicket),
      // who is away or outside their hours hears of no request
      announce: texts.announce
        .replace('{forYou}', String(forYou.length))
        .replace('{waiting}', String(standing === 'there' ? forYou.length + waiting.length : 0))
        .replace('{unread}', String(mine.filter(({ unread }) => unread).length))
        .replace('{alerts}', String(alerts.length)),
    }
  }
}

function presentWords(present: number): string {
  if (present === 0) return texts.present.nobody
  return present === 1 ? texts.present.one : texts.present.several.replace('{n}', String(present))
}
