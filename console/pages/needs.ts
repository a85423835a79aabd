import type { FastifyInstance } from 'fastify'
import type { NeedState } from '../../unmet-needs/needs.ts'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import { showFigures, showGroup, showRumours, showSteps } from '../show-needs.ts'
import { frenchMonth } from '../words-of-time.ts'

const states: NeedState[] = ['content-planned', 'workshop-planned', 'closed', 'new']

/** What went unanswered in a month: to review, and in figures. */
export function addNeeds(
  app: FastifyInstance,
  {
    parts,
    guard,
    show,
  }: { parts: Pick<ConsoleParts, 'needs' | 'phrases' | 'topicTitle' | 'now'>; guard: Guard; show: Show },
): void {
  const { needs, phrases, topicTitle, now } = parts
  const thisMonth = () => new Date(now()).toISOString().slice(0, 7)

  app.get(
    '/console/besoins',
    guard(allowed.needs, async (request, reply, visitor) => {
      const month = monthOf(fieldOf(request.query, 'mois')) ?? thisMonth()
      const { account } = visitor
      const groups = await needs.groups(account, month)
      const all = groups.flatMap((group) => group.needs)
      const outcomes = await needs.outcomes(account, month)
      const shown = groups.map((group) => showGroup(group, topicTitle))
      const data = {
        month,
        monthWords: frenchMonth(month),
        before: { month: besideMonth(month, -1), words: frenchMonth(besideMonth(month, -1)) },
        after: month < thisMonth() ? { month: besideMonth(month, 1), words: frenchMonth(besideMonth(month, 1)) } : null,
        open: shown.filter(({ isClosed }) => !isClosed),
        closed: shown.filter(({ isClosed }) => isClosed),
        steps: showSteps(outcomes, topicTitle),
        rumours: showRumours(await needs.rumours(account, month)),
        topics: phrases.topics().map(({ title }) => title),
        figures: showFigures(all, outcomes, await needs.dangers(account, month), topicTitle),
      }
      const notice = fieldOf(request.query, 'avis')
      return show(reply, { template: 'needs', title: 'Besoins', current: 'needs', notice, data }, visitor)
    }),
  )

  app.post(
    '/console/besoins',
    guard(allowed.needs, async (request, reply, { account }) => {
      const state = states.find((one) => one === fieldOf(request.body, 'etat'))
      const month = monthOf(fieldOf(request.body, 'mois')) ?? thisMonth()
      const ids = fieldOf(request.body, 'besoins').split(' ').filter(Boolean)
      if (state) await needs.setState(account, ids, state)
      return reply.redirect(`/console/besoins?mois=${month}&avis=sorted`, 303)
    }),
  )
}

const monthOf = (given: string): string | null => (/^20\d\d-(?:0[1-9]|1[0-2])$/.test(given) ? given : null)

function besideMonth(month: string, step: 1 | -1): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + step)
  return date.toISOString().slice(0, 7)
}
