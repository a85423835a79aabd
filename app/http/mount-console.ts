import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addConsole, TEMPLATES } from '../../console/index.ts'
import { readDeadLetters } from '../../messaging/transcript.ts'
import { createAlertActions } from '../actions/alerts.ts'
import { createChannelReads } from '../actions/channels.ts'
import { createDeskActions } from '../actions/desk.ts'
import { createFlashActions } from '../actions/flashes.ts'
import { createNeedActions } from '../actions/needs.ts'
import { createPeopleActions } from '../actions/people.ts'
import { createPhraseActions } from '../actions/phrases.ts'
import { createPosterReads } from '../actions/posters.ts'
import { createProfileActions } from '../actions/profiles.ts'
import { createRelayActions } from '../actions/relay.ts'
import { createTicketReads } from '../actions/ticket-reads.ts'
import { createTicketActions } from '../actions/tickets.ts'
import { createWorkshopActions } from '../actions/workshops.ts'
import type { Passerelle } from '../passerelle.ts'
import { sendError } from './error-pages.ts'
import { openEventStream } from './event-stream.ts'
import { createRateLimit } from './rate-limit.ts'
import { createRender } from './render.ts'

/** A structure's whole team may share one address; somebody guessing passwords does not get far. */
const MOST_TRIES = 40
const WINDOW_MS = 10 * 60_000

/** Mounts the pages of mediators, leads and curators under `/console`. */
export async function registerConsole(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { config, knowledge, now, settings, store } = passerelle
  const limit = createRateLimit({ most: MOST_TRIES, windowMs: WINDOW_MS, now })
  const tickets = createTicketActions(passerelle)
  await addConsole(app, {
    people: createPeopleActions(passerelle, tickets),
    profiles: createProfileActions(passerelle),
    desk: createDeskActions(passerelle),
    tickets: { ...tickets, ...createTicketReads(passerelle) },
    relay: createRelayActions(passerelle),
    alerts: createAlertActions(passerelle),
    needs: createNeedActions(passerelle),
    phrases: createPhraseActions(passerelle),
    flashes: createFlashActions(passerelle),
    workshops: createWorkshopActions(passerelle),
    channels: createChannelReads(passerelle),
    posters: createPosterReads(passerelle),
    sendings: { deadLetters: ({ networkId }) => readDeadLetters(store, networkId) },
    topicTitle: (id) => knowledge.current().topic(id)?.title ?? null,
    network() {
      const none = { name: 'Passerelle', timeZone: 'Europe/Paris', partners: [] }
      const { name, timeZone, partners } = settings.get(config.networkId) ?? none
      return { name, timeZone, partners }
    },
    render: createRender(TEMPLATES),
    refuse: sendError,
    openStream: openEventStream,
    listen: (listener) =>
      store.listen(({ topic, id }) => {
        if (topic === 'queue' || topic === 'conversation') listener({ about: topic, id })
      }),
    mayTry: (ip) => limit.allows(ip),
    publicUrl: (request: FastifyRequest) => config.publicUrl ?? `${request.protocol}://${request.host}`,
    now,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
  })
}
