import type { FastifyReply } from 'fastify'
import type { Role } from '../network/people/tables.ts'
import type { Visitor } from './guard.ts'
import type { ConsoleParts } from './parts.ts'
import texts from './texts.fr.json' with { type: 'json' }

export const everyone: Role[] = ['mediator', 'lead', 'curator', 'admin']

export type MenuEntry = keyof typeof texts.menu

/** Who sees what: the same list guards the routes and makes the menu. */
export const allowed: Record<MenuEntry, Role[]> = {
  queue: ['mediator', 'lead', 'admin'],
  relay: ['mediator', 'lead', 'admin'],
  needs: ['lead', 'curator', 'admin'],
  flash: ['lead', 'curator', 'admin'],
  workshops: ['mediator', 'lead', 'admin'],
  posters: ['lead', 'admin'],
  accounts: ['lead', 'admin'],
  sendings: ['lead', 'admin'],
  channels: ['lead', 'admin'],
  profile: ['mediator', 'lead', 'admin'],
  alerts: ['mediator', 'lead', 'admin'],
}

const paths: Record<MenuEntry, string> = {
  queue: '/console',
  relay: '/console/reprendre',
  needs: '/console/besoins',
  flash: '/console/flash',
  workshops: '/console/ateliers',
  posters: '/console/affiches',
  accounts: '/console/comptes',
  sendings: '/console/envois',
  channels: '/console/canaux',
  profile: '/console/profil',
  alerts: '/console/prevenir',
}

const entries: MenuEntry[] = [
  'queue',
  'relay',
  'needs',
  'flash',
  'workshops',
  'posters',
  'accounts',
  'sendings',
  'channels',
  'profile',
  'alerts',
]

export type Show = (
  reply: FastifyReply,
  page: { template: string; title: string; current: MenuEntry; notice?: string; data: object },
  visitor: Visitor,
) => FastifyReply

/** A page inside the frame of the console: its menu, its title, who is logged in. */
export function createShow({ render, network }: Pick<ConsoleParts, 'render' | 'network'>): Show {
  return (reply, { template, title, current, notice = '', data }, { account, session }) =>
    reply.type('text/html; charset=utf-8').send(
      render(template, {
        ...data,
        title,
        networkName: network().name,
        notice: noticeText(notice),
        csrf: session.csrf,
        firstName: account.firstName,
        role: texts.roles[account.role],
        menu: entries
          .filter((entry) => allowed[entry].includes(account.role))
          .map((entry) => ({ label: texts.menu[entry], path: paths[entry], isCurrent: entry === current })),
      }),
    )
}

const notices = new Map(Object.entries(texts.notices))

/** A page says after a redirect how the act went: only ids we know are read from the address. */
export const noticeText = (id: string): string => notices.get(id) ?? ''

/** Where this role begins. */
export const homeOf = (role: Role): string => (allowed.queue.includes(role) ? paths.queue : paths.needs)
