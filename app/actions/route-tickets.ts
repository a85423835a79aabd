import themes from '../../bot/texts/themes.json' with { type: 'json' }
import { readRoster } from '../../handoff/roster.ts'
import { type Aidant, type Route, routeTicket } from '../../handoff/route-ticket.ts'
import type { Ticket } from '../../handoff/tickets.ts'
import { loadTopics } from '../../intents/catalogue/topics.ts'
import type { Account } from '../../network/people/accounts.ts'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'
import type { Handle } from '../../store/store.ts'

const DEFAULT_ZONE = 'Europe/Paris'
const DEFAULT_OFFER_MINUTES = 10

/** Who may be given requests at this moment, asked once for all the tickets of a page. */
export async function createRouter(
  handle: Handle,
  { settings, now }: { settings: NetworkSettingsStore; now: () => number },
  networkId: string,
  /** among whom; by default those on duty */
  among?: Aidant[],
): Promise<(ticket: Ticket) => Route> {
  const network = settings.get(networkId)
  const roster = among ?? (await readRoster(handle, networkId, now(), network?.timeZone ?? DEFAULT_ZONE))
  const offerMs = (network?.routing.offerMinutes ?? DEFAULT_OFFER_MINUTES) * 60_000
  return ({ language, topic, codeInsee, departement, priority, openedAt }) =>
    routeTicket({ language, theme: themeOf(topic), codeInsee, departement, priority, openedAt }, roster, {
      now: now(),
      offerMs,
    })
}

/** While it is kept for others a mediator cannot take it; a lead always can. */
export const mayTake = ({ id, role }: Account, { open, first }: Route): boolean =>
  open || role !== 'mediator' || first.includes(id)

let themeOfTopic: Map<string, string> | undefined

/** The theme mediators tick that covers a topic's own; null for what belongs to none. */
export function themeOf(topic: string | null): string | null {
  themeOfTopic ??= new Map(
    loadTopics().flatMap(({ id, coopTheme }) => {
      const theme = themes.find((one) => one.id === coopTheme || one.covers.some((covered) => covered === coopTheme))
      return theme ? [[id, theme.id]] : []
    }),
  )
  return topic === null ? null : (themeOfTopic.get(topic) ?? null)
}
