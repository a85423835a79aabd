import type { FastifyInstance } from 'fastify'

/**
 * Routes whose body reaches the channel as the bytes that came: a signature is made over bytes, and a character cut between two chunks
 * is put together before anybody reads it.
 */
export async function receiveBytes(app: FastifyInstance, addRoutes: (scope: FastifyInstance) => void): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    addRoutes(scope)
  })
}
