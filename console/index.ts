import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { createGuard } from './guard.ts'
import { createLivePages } from './live-pages.ts'
import { addAccounts } from './pages/accounts.ts'
import { addAlerts } from './pages/alerts.ts'
import { addChannels } from './pages/channels.ts'
import { addFlashes } from './pages/flashes.ts'
import { addLogin } from './pages/login.ts'
import { addNeeds } from './pages/needs.ts'
import { addPhrases } from './pages/phrases.ts'
import { addPosters } from './pages/posters.ts'
import { addProfile } from './pages/profile.ts'
import { addQueue } from './pages/queue.ts'
import { addRelay } from './pages/relay.ts'
import { addSendings } from './pages/sendings.ts'
import { addTicket } from './pages/ticket.ts'
import { addWelcome } from './pages/welcome.ts'
import { addWorkshops } from './pages/workshops.ts'
import type { ConsoleParts } from './parts.ts'
import { createShow } from './show.ts'
import { createShowLines } from './show-lines.ts'
import { createQueueView } from './show-queue.ts'
import { createShowTicket } from './show-ticket.ts'

export const TEMPLATES = fileURLToPath(new URL('./templates', import.meta.url))
const PUBLIC = fileURLToPath(new URL('./public', import.meta.url))

/** The pages of mediators, leads and curators, under `/console`. */
export async function addConsole(app: FastifyInstance, parts: ConsoleParts): Promise<void> {
  await app.register(fastifyStatic, { root: PUBLIC, prefix: '/console/public/', decorateReply: false, maxAge: '1h' })
  const guard = createGuard(parts)
  const show = createShow(parts)
  const showTicket = createShowTicket(parts)
  const view = createQueueView(parts, showTicket)
  const live = createLivePages(parts)
  addLogin(app, guard, parts)
  addWelcome(app, parts)
  addQueue(app, { parts, guard, show, view, live })
  addTicket(app, { parts, guard, show, showTicket, showLines: createShowLines(parts), live })
  addRelay(app, { parts, guard, show })
  addAlerts(app, { parts, guard, show })
  addNeeds(app, { parts, guard, show })
  addPhrases(app, { parts, guard, show })
  addFlashes(app, { parts, guard, show })
  addWorkshops(app, { parts, guard, show })
  addAccounts(app, { parts, guard, show })
  addPosters(app, { parts, guard, show })
  addSendings(app, { parts, guard, show })
  addChannels(app, { parts, guard, show })
  addProfile(app, { parts, guard, show })
  app.addHook('preClose', async () => live.closeAll())
}
