import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../../network/people/tables.ts'
import { fieldOf, type Guard, type Visitor } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { allowed, everyone, type Show } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/** Who may come in: invitations, shown once, and the end of an account. */
export function addAccounts(
  app: FastifyInstance,
  { parts, guard, show }: { parts: Pick<ConsoleParts, 'people' | 'publicUrl' | 'refuse'>; guard: Guard; show: Show },
): void {
  const { people } = parts

  app.get(
    '/console/comptes',
    guard(allowed.accounts, async (request, reply, visitor) => showPage(request, reply, visitor, null)),
  )

  app.post(
    '/console/comptes/inviter',
    guard(allowed.accounts, async (request, reply, visitor) => {
      const role = everyone.find((one) => one === fieldOf(request.body, 'role'))
      const secret = role ? await people.invite(visitor.account, role) : null
      if (!role || secret === null) return parts.refuse(request, reply, 403)
      const link = `${parts.publicUrl(request)}/console/bienvenue/${secret}`
      return showPage(request, reply, visitor, { link, role: texts.roles[role] })
    }),
  )

  app.post(
    '/console/comptes/:id/fermer',
    guard(allowed.accounts, async (request, reply, { account }) => {
      if (!(await people.disable(account, fieldOf(request.params, 'id')))) return parts.refuse(request, reply, 403)
      return reply.redirect('/console/comptes?avis=disabled', 303)
    }),
  )

  async function showPage(
    request: FastifyRequest,
    reply: FastifyReply,
    visitor: Visitor,
    invitation: { link: string; role: string } | null,
  ) {
    const mayManage = (role: Role) => people.mayManage(visitor.account, role)
    const accounts = await people.list(visitor.account)
    const data = {
      invitation,
      roles: everyone.filter(mayManage).map((role) => ({ id: role, label: texts.roles[role] })),
      accounts: accounts.map(({ id, firstName, login, role, disabled }) => ({
        id,
        firstName,
        login,
        role: texts.roles[role],
        disabled,
        mayProfile: !disabled && allowed.profile.includes(role),
        mayDisable: !disabled && id !== visitor.account.id && mayManage(role),
      })),
    }
    const notice = fieldOf(request.query, 'avis')
    return show(reply, { template: 'accounts', title: 'Comptes', current: 'accounts', notice, data }, visitor)
  }
}
