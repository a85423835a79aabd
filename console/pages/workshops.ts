import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { frenchDate } from '../../bot/french-date.ts'
import type { NewWorkshop } from '../../handoff/workshops/workshops.ts'
import { momentOf } from '../../network/local-time.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
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

type Fields = Record<keyof z.infer<typeof schema>, string>
type Errors = Partial<Fields>

/** Workshops: announced here, told and signed up to by message, reminded of the day before. */
export function addWorkshops(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'workshops' | 'network' | 'now'>; guard: Guard; show: Show },
): void {
  const { workshops, network, now } = parts

  app.get(
    '/console/ateliers',
    guard(allowed.workshops, async (request, reply, visitor) =>
      showPage(reply, visitor, emptyFields, {}, fieldOf(request.query, 'avis')),
    ),
  )

  app.post(
    '/console/ateliers',
    guard(allowed.workshops, async (request, reply, visitor) => {
      const fields = fieldsOf(request.body)
      const read = readWorkshop(fields)
      if ('errors' in read) return showPage(reply.code(400), visitor, fields, read.errors)
      await workshops.add(visitor.account, read.workshop)
      return reply.redirect('/console/ateliers?avis=workshop-added', 303)
    }),
  )

  app.post(
    '/console/ateliers/:id/retirer',
    guard(allowed.workshops, async (request, reply, { account }) => {
      await workshops.cancel(account, fieldOf(request.params, 'id'))
      return reply.redirect('/console/ateliers?avis=workshop-cancelled', 303)
    }),
  )

  async function showPage(reply: FastifyReply, visitor: Visitor, fields: Fields, errors: Errors, notice = '') {
    const { timeZone } = network()
    const upcoming = (await workshops.upcoming(visitor.account)).map((workshop) => ({
      ...workshop,
      when: frenchDate(workshop.startsAt, timeZone),
      taken: workshop.seats - workshop.seatsLeft,
    }))
    const data = { fields, errors, upcoming }
    return show(
      reply,
      { template: 'workshops', title: texts.menu.workshops, current: 'workshops', notice, data },
      visitor,
    )
  }

  function readWorkshop(fields: Fields): { workshop: NewWorkshop } | { errors: Errors } {
    const read = schema.safeParse(fields)
    const errors: Errors = {}
    if (!read.success) {
      for (const { path, message } of read.error.issues) errors[path[0] as keyof Fields] ??= message
      return { errors }
    }
    const { day, time, ...rest } = read.data
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const startsAt = momentOf({ year, month, day: date }, hours * 60 + minutes, network().timeZone)
    return startsAt > now() ? { workshop: { ...rest, startsAt } } : { errors: { day: texts.workshop.when } }
  }
}

const emptyFields: Fields = { title: '', place: '', commune: '', day: '', time: '', seats: '8' }

const fieldsOf = (body: unknown): Fields => ({
  title: fieldOf(body, 'titre'),
  place: fieldOf(body, 'lieu'),
  commune: fieldOf(body, 'commune'),
  day: fieldOf(body, 'jour'),
  time: fieldOf(body, 'heure'),
  seats: fieldOf(body, 'places'),
})
