import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

/** The browsers' own reading of RFC 8291, from the package their push libraries share. */
const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt(body: Buffer, parameters: { version: string; privateKey: unknown; authSecret: string }): Buffer
}

interface Pushed {
  text: string
  audience: string
  subject: string
  urgency: string
}

/** A push service and the browser behind it: checks the signature against the key the browser subscribed with, then opens what is sealed. */
export async function openPushService(publicKey: string) {
  const pushed: Pushed[] = []
  const answers: { status: number; retryAfter?: string }[] = []
  const receiver = createECDH('prime256v1')
  const p256dh = receiver.generateKeys('base64url')
  const auth = randomBytes(16).toString('base64url')
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = answers.shift() ?? { status: 201 }
      if (answer.status === 201) {
        const claims = readVapid(request.headers.authorization ?? '', publicKey)
        if (!claims) return response.writeHead(403).end()
        const text = ece.decrypt(Buffer.concat(chunks), {
          version: 'aes128gcm',
          privateKey: receiver,
          authSecret: auth,
        })
        pushed.push({ text: text.toString('utf8'), ...claims, urgency: String(request.headers.urgency) })
      }
      return response
        .writeHead(answer.status, answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter })
        .end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  const host = `127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`
  return {
    host,
    pushed,
    answers,
    subscription: JSON.stringify({ endpoint: `http://${host}/push/abc`, expirationTime: null, keys: { p256dh, auth } }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** « vapid t=…, k=… »: null when it was not signed with the key subscribed to. */
function readVapid(header: string, publicKey: string): { audience: string; subject: string } | null {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!signed || key !== publicKey) return null
  const { aud, sub } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { aud: string; sub: string }
  return { audience: aud, subject: sub }
}
