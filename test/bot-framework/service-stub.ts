import { createServer } from 'node:http'

/** A conversation service whose faults are in the test's hands; offline-directline has none. */
export async function openService() {
  const sent = new Map<string, string[]>()
  const refused = new Set<string>()
  const faults: number[] = []
  const server = createServer(async (request, response) => {
    const conversation = decodeURIComponent(/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const status = refused.has(conversation) ? 403 : (faults.shift() ?? 200)
    if (status === 200) {
      const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string }
      sent.set(conversation, [...(sent.get(conversation) ?? []), text])
    }
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '1' }) })
    response.end(JSON.stringify({ id: `envoi-${[...sent.values()].flat().length}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = typeof address === 'object' && address ? `127.0.0.1:${address.port}` : ''
  return {
    url: `http://${host}`,
    host,
    sentTo: (conversation: string) => sent.get(conversation) ?? [],
    refuse: (conversation: string) => void refused.add(conversation),
    failNext: (status: number) => void faults.push(status),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
