import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import themes from '../../bot/texts/themes.json' with { type: 'json' }
import type { Account } from '../../network/people/accounts.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import {
  fieldsOfProfile,
  type ProfileErrors,
  type ProfileFields,
  profileFields,
  readProfileForm,
  weekdays,
} from '../read-profile.ts'
import { allowed, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/** What a mediator can help with, where and when: one's own page, and for a lead everyone's. */
export function addProfile(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'profiles' | 'refuse'>; guard: Guard; show: Show },
): void {
  const { profiles } = parts
  const own = ({ account }: Visitor) => account.id

  app.get(
    '/console/profil',
    guard(allowed.profile, (request, reply, visitor) => showSaved(request, reply, visitor, own(visitor))),
  )
  app.post(
    '/console/profil',
    guard(allowed.profile, (request, reply, visitor) => save(request, reply, visitor, own(visitor))),
  )
  app.get(
    '/console/comptes/:id/profil',
    guard(allowed.accounts, (request, reply, visitor) =>
      showSaved(request, reply, visitor, fieldOf(request.params, 'id')),
    ),
  )
  app.post(
    '/console/comptes/:id/profil',
    guard(allowed.accounts, (request, reply, visitor) => save(request, reply, visitor, fieldOf(request.params, 'id'))),
  )

  async function showSaved(request: FastifyRequest, reply: FastifyReply, visitor: Visitor, id: string) {
    const found = await profiles.read(visitor.account, id)
    if (!found) return parts.refuse(request, reply, 404)
    const notice = fieldOf(request.query, 'avis')
    return showPage(reply, visitor, found.person, fieldsOfProfile(found.profile), {}, notice)
  }

  async function save(request: FastifyRequest, reply: FastifyReply, visitor: Visitor, id: string) {
    const found = await profiles.read(visitor.account, id)
    if (!found) return parts.refuse(request, reply, 404)
    const fields = profileFields(request.body)
    const read = readProfileForm(fields, found.profile.territories, profiles.placeNamed)
    if ('errors' in read) return showPage(reply.code(400), visitor, found.person, fields, read.errors)
    await profiles.save(visitor.account, id, read.profile)
    return reply.redirect(`${pathOf(visitor, found.person)}?avis=profile-saved`, 303)
  }

  function showPage(
    reply: FastifyReply,
    visitor: Visitor,
    person: Account,
    fields: ProfileFields,
    errors: ProfileErrors,
    notice = '',
  ) {
    const isOwn = person.id === visitor.account.id
    const data = {
      action: pathOf(visitor, person),
      isOwn,
      person: person.firstName,
      fields,
      errors,
      languages: ticked(Object.entries(texts.languages), fields.languages),
      themes: ticked(
        themes.map(({ id, label }): [string, string] => [id, label]),
        fields.themes,
      ),
      days: weekdays.map((day) => ({
        id: day,
        label: texts.weekdays[day],
        value: fields.shifts[day],
        error: errors[day] ?? '',
      })),
    }
    const title = isOwn ? texts.menu.profile : `Profil : ${person.firstName}`
    return show(reply, { template: 'profile', title, current: isOwn ? 'profile' : 'accounts', notice, data }, visitor)
  }
}

const pathOf = ({ account }: Visitor, person: Account) =>
  person.id === account.id ? '/console/profil' : `/console/comptes/${encodeURIComponent(person.id)}/profil`

const ticked = (all: [id: string, label: string][], chosen: string[]) =>
  all.map(([id, label]) => ({ id, label, isOn: chosen.includes(id) }))
