import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SHORTEST_PASSWORD } from '../../network/people/passwords.ts'
import type { Role } from '../../network/people/tables.ts'
import { errorsOf } from '../errors-of.ts'
import { fieldOf } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { formSecret, formSecretMatches, writeSessionCookie } from '../session-cookie.ts'
import texts from '../texts.fr.json' with { type: 'json' }

const personSchema = z
  .object({
    firstName: z.string().trim().min(1, texts.welcome['first-name']).max(60, texts.welcome['first-name']),
    login: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[\p{L}\p{N}.@_-]{3,40}$/u, texts.welcome.login),
    password: z
      .string()
      .min(SHORTEST_PASSWORD, texts.welcome.password.replace('{n}', String(SHORTEST_PASSWORD)))
      .max(200),
    repeat: z.string(),
  })
  .refine(({ password, repeat }) => password === repeat, { message: texts.welcome.repeat, path: ['repeat'] })

type Errors = Partial<Record<'firstName' | 'login' | 'password' | 'repeat' | 'form', string>>

/** The page behind an invitation: whoever opens it first makes their account. */
export function addWelcome(app: FastifyInstance, parts: ConsoleParts): void {
  const { people, secureCookies } = parts

  app.get<{ Params: { token: string } }>('/console/bienvenue/:token', async (request, reply) => {
    const invitation = await people.invitation(request.params.token)
    if (!invitation) return showSpent(reply)
    return showForm(request, reply, invitation.role, {})
  })

  app.post<{ Params: { token: string } }>('/console/bienvenue/:token', async (request, reply) => {
    if (!parts.mayTry(request.ip)) return parts.refuse(request, reply, 429)
    const invitation = await people.invitation(request.params.token)
    if (!invitation) return showSpent(reply)
    if (!formSecretMatches(request, fieldOf(request.body, 'csrf')))
      return showForm(request, reply.code(403), invitation.role, { form: texts.login.stale })
    const read = personSchema.safeParse({
      firstName: fieldOf(request.body, 'prenom'),
      login: fieldOf(request.body, 'identifiant'),
      password: fieldOf(request.body, 'mdp'),
      repeat: fieldOf(request.body, 'mdp2'),
    })
    if (!read.success) return showForm(request, reply.code(400), invitation.role, errorsOf(read.error))
    const { firstName, login, password } = read.data
    const answer = await people.accept(request.params.token, { firstName, login, password })
    if (answer.kind === 'spent') return showSpent(reply)
    if (answer.kind === 'login-taken')
      return showForm(request, reply.code(409), invitation.role, { login: texts.welcome['login-taken'] })
    writeSessionCookie(reply, answer.token, secureCookies)
    return reply.redirect('/console', 303)
  })

  function showForm(request: FastifyRequest, reply: FastifyReply, role: Role, errors: Errors) {
    return html(reply, 'welcome', {
      role: texts.roles[role],
      errors,
      firstName: fieldOf(request.body, 'prenom').slice(0, 60),
      login: fieldOf(request.body, 'identifiant').slice(0, 40),
      shortest: SHORTEST_PASSWORD,
      csrf: formSecret(request, reply, secureCookies),
    })
  }

  const showSpent = (reply: FastifyReply) => html(reply.code(410), 'welcome-spent', {})

  const html = (reply: FastifyReply, template: string, data: object) =>
    reply.type('text/html; charset=utf-8').send(parts.render(template, { ...data, networkName: parts.network().name }))
}
