import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Account } from '../network/people/accounts.ts'
import type { Role } from '../network/people/tables.ts'
import { fieldOf, type Guard, type Visitor } from './guard.ts'

/** What a form came back with: its words, and what is wrong beside the field it is about. */
export interface Filled<Field extends string> {
  fields: Record<Field, string>
  errors: Partial<Record<Field, string>>
}

export type ReadForm<Field extends string, Draft> =
  | { kind: 'good'; draft: Draft }
  | { kind: 'wrong'; errors: Filled<Field>['errors'] }

interface ListPage<Field extends string, Draft> {
  path: string
  roles: Role[]
  /** the name of each field in the page */
  names: Record<Field, string>
  /** the form as nobody has filled it yet */
  empty: Record<Field, string>
  read(fields: Record<Field, string>): ReadForm<Field, Draft>
  add(account: Account, draft: Draft): Promise<void>
  /** the button of each line of the list, posted to `path/:id/<verb>` */
  take: { verb: string; away(account: Account, id: string): Promise<void> }
  /** the notice said after each */
  notices: { added: string; taken: string }
  show(reply: FastifyReply, visitor: Visitor, filled: Filled<Field>, notice: string): Promise<FastifyReply>
}

/** A list with the form that adds to it: what is wrong is said beside its field, the words stay. */
export function addListPage<Field extends string, Draft>(
  app: FastifyInstance,
  guard: Guard,
  { path, roles, names, empty, read, add, take, notices, show }: ListPage<Field, Draft>,
): void {
  app.get(
    path,
    guard(roles, async (request, reply, visitor) =>
      show(reply, visitor, { fields: empty, errors: {} }, fieldOf(request.query, 'avis')),
    ),
  )

  app.post(
    path,
    guard(roles, async (request, reply, visitor) => {
      const fields = { ...empty }
      for (const field in names) fields[field] = fieldOf(request.body, names[field])
      const form = read(fields)
      if (form.kind === 'wrong') return show(reply.code(400), visitor, { fields, errors: form.errors }, '')
      await add(visitor.account, form.draft)
      return reply.redirect(`${path}?avis=${notices.added}`, 303)
    }),
  )

  app.post(
    `${path}/:id/${take.verb}`,
    guard(roles, async (request, reply, { account }) => {
      await take.away(account, fieldOf(request.params, 'id'))
      return reply.redirect(`${path}?avis=${notices.taken}`, 303)
    }),
  )
}
