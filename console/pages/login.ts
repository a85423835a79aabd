import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fieldOf, type Guard } from '../guard.ts'
import type { ConsoleParts } from '../parts.ts'
import { clearSessionCookie, formSecret, formSecretMatches, writeSessionCookie } from '../session-cookie.ts'
import { everyone } from '../show.ts'
import texts from '../texts.fr.json' with { type: 'json' }
import { clockTime } from '../words-of-time.ts'

/** Longer is not a password, it is work for our processor. */
const LONGEST_FIELD = 200

export function addLogin(app: FastifyInstance, guard: Guard, parts: ConsoleParts): void {
  const { people, network, now, secureCookies } = parts

  app.get('/console/connexion', async (request, reply) => showLogin(request, reply, { error: '', login: '' }))

  app.post('/console/connexion', async (request, reply) => {
    const login = fieldOf(request.body, 'identifiant').slice(0, LONGEST_FIELD)
    if (!formSecretMatches(request, fieldOf(request.body, 'csrf')))
      return showLogin(request, reply.code(403), { error: texts.login.stale, login })
    if (!parts.mayTry(request.ip)) return parts.refuse(request, reply, 429)
    const answer = await people.logIn(login, fieldOf(request.body, 'mdp').slice(0, LONGEST_FIELD))
    if (answer.kind === 'ok' && answer.token) {
      writeSessionCookie(reply, answer.token, secureCookies)
      return reply.redirect(nextPage(fieldOf(request.body, 'suite')), 303)
    }
    const error =
      answer.kind === 'locked'
        ? texts.login.locked.replace('{time}', clockTime(answer.until, now(), network().timeZone))
        : texts.login.wrong
    return showLogin(request, reply.code(401), { error, login })
  })

  app.post(
    '/console/deconnexion',
    guard(everyone, async (_request, reply, { session, token }) => {
      await people.logOut(session, token)
      clearSessionCookie(reply, secureCookies)
      return reply.redirect('/console/connexion', 303)
    }),
  )

  function showLogin(request: FastifyRequest, reply: FastifyReply, said: { error: string; login: string }) {
    const suite = fieldOf(request.query, 'suite') || fieldOf(request.body, 'suite')
    return reply.type('text/html; charset=utf-8').send(
      parts.render('login', {
        ...said,
        networkName: network().name,
        csrf: formSecret(request, reply, secureCookies),
        suite: nextPage(suite),
      }),
    )
  }
}

/** Only a page of the console: an address slipped into a link must not lead elsewhere. */
const nextPage = (path: string): string => (/^\/console(?:\/[\w-]+)*(?:\?[\w=&-]*)?$/.test(path) ? path : '/console')
