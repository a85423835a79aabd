import { createServer, type IncomingMessage } from 'node:http'

interface Refusal {
  status: number
  code: number
  /** in the provider's words, which may quote whatever it was given */
  message?: string
}

const BLOCKED: Refusal = { status: 400, code: 21610 }

/** Stands before the emulated provider, which has no faults of its own: refuses, asks to wait, goes away. */
export interface FaultyProxy {
  url: string
  /** the next sends are answered so, one fault a send */
  failNext(fault: Refusal): void
  /** this number is refused for good */
  refuse(number: string): void
  goAway(): void
  close(): Promise<void>
}

export async function openFaultyProxy(target: string): Promise<FaultyProxy> {
  const faults: Refusal[] = []
  const refused = new Set<string>()
  let away = false

  const server = createServer(async (request, response) => {
    if (away) return request.socket.destroy()
    const body = await bytesOf(request)
    const isSend = request.method === 'POST' && request.url?.endsWith('/Messages.json')
    const to = new URLSearchParams(body.toString()).get('To') ?? ''
    const fault = isSend ? (refused.has(to) ? BLOCKED : faults.shift()) : undefined
    if (fault) {
      response.writeHead(fault.status, { 'content-type': 'application/json', 'retry-after': '1' })
      return response.end(
        JSON.stringify({ code: fault.code, message: fault.message ?? `Refused ${to}`, status: fault.status }),
      )
    }
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: {
        authorization: request.headers.authorization ?? '',
        ...(request.headers['content-type'] && { 'content-type': request.headers['content-type'] }),
      },
      ...(isSend && { body: new Uint8Array(body) }),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')

  return {
    url: `http://127.0.0.1:${address.port}`,
    failNext: (fault) => void faults.push(fault),
    refuse: (number) => void refused.add(number),
    goAway: () => {
      away = true
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
