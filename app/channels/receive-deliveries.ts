import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'

interface Webhook {
  /** of the channel; what it refuses is logged under it */
  name: string
  path: string
  /** the header the platform signs its deliveries with */
  signedBy: string
  /** what the channel makes of one delivery: the status to answer; a throw means « bring it again » */
  take(body: Buffer, signature: string | undefined): Promise<number>
  /** when the platform sends more at once than the house takes otherwise */
  mostBytes?: number
  /** said with a 200, where the platform expects words */
  thanks?: { type: string; body: string }
}

/**
 * Where a platform posts what people write. The body reaches the channel as the bytes that came: a signature is made over bytes, and a
 * character cut between two chunks is put together before anybody reads it.
 */
export async function receiveDeliveries(app: FastifyInstance, log: Log, webhook: Webhook): Promise<void> {
  const { name, path, signedBy, take, mostBytes, thanks } = webhook
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(path, mostBytes === undefined ? {} : { bodyLimit: mostBytes }, async (request, reply) => {
      const signature = request.headers[signedBy]
      // a body without a type (or none at all) is no bytes
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const status = await take(body, typeof signature === 'string' ? signature : undefined)
      if (status !== 200) log.warn({ code: `${name}.refused`, status })
      else if (thanks) return reply.type(thanks.type).send(thanks.body)
      return reply.code(status).send()
    })
  })
}
