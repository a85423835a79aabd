import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { frenchDate } from '../../bot/french-date.ts'
import type { NewWorkshop } from '../../handoff/workshops/workshops.ts'
import { momentOf, readIsoDay } from '../../network/local-time.ts'
import { addListPage, type Filled, type ReadForm } from '../add-list-page.ts'
import { errorsOf } from '../errors-of.ts'
import type { Guard, Visitor } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

const said = (most: number, message: string) => z.string().trim().min(1, message).max(most, message)

const schema = z.object({
  title: said(60, texts.workshop.title),
  place: said(80, texts.workshop.place),
  commune: said(60, texts.workshop.commune),
  day: z.iso.date(texts.workshop.when),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, texts.workshop.when),
  seats: z.coerce
    .number(texts.workshop.seats)
    .int(texts.workshop.seats)
    .min(1, texts.workshop.seats)
    .max(200, texts.workshop.seats),
})

type Field = keyof z.infer<typeof schema>

/** Workshops: announced here, told and signed up to by message, reminded of the day before. */
export function addWorkshops(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'workshops' | 'network' | 'now'>; guard: Guard; show: Show },
): void {
  const { workshops, network, now } = parts

  addListPage(app, guard, {
    path: '/console/ateliers',
    roles: allowed.workshops,
    names: { title: 'titre', place: 'lieu', commune: 'commune', day: 'jour', time: 'heure', seats: 'places' },
    empty: { title: '', place: '', commune: '', day: '', time: '', seats: '8' },
    read: readWorkshop,
    add: workshops.add,
    take: { verb: 'retirer', away: workshops.cancel },
    notices: { added: 'workshop-added', taken: 'workshop-cancelled' },
    show: showPage,
  })

  async function showPage(reply: FastifyReply, visitor: Visitor, filled: Filled<Field>, notice: string) {
    const { timeZone } = network()
    const upcoming = (await workshops.upcoming(visitor.account)).map((workshop) => ({
      ...workshop,
      when: frenchDate(workshop.startsAt, timeZone),
      taken: workshop.seats - workshop.seatsLeft,
    }))
    const data = { ...filled, upcoming }
    return show(
      reply,
      { template: 'workshops', title: texts.menu.workshops, current: 'workshops', notice, data },
      visitor,
    )
  }

  function readWorkshop(fields: Filled<Field>['fields']): ReadForm<Field, NewWorkshop> {
    const read = schema.safeParse(fields)
    if (!read.success) return { kind: 'wrong', errors: errorsOf(read.error) }
    const { day, time, ...rest } = read.data
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const startsAt = momentOf(readIsoDay(day), hours * 60 + minutes, network().timeZone)
    if (startsAt <= now()) return { kind: 'wrong', errors: { day: texts.workshop.when } }
    return { kind: 'good', draft: { ...rest, startsAt } }
  }
}
