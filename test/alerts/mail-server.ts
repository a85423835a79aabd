import { SMTPServer } from 'smtp-server'

/** A mail server of this machine: keeps what it takes, and misbehaves when a test asks. */
export async function openMailServer() {
  const letters: { to: string[]; text: string }[] = []
  const fault = { at: null as null | { code: number; for: 'recipient' | 'data' } }
  const trouble = (where: 'recipient' | 'data') => {
    if (fault.at?.for !== where) return null
    const error = Object.assign(new Error('no such mailbox somebody@example.org'), { responseCode: fault.at.code })
    return error
  }
  const connections = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect(session, done) {
      connections.add(session.id)
      done()
    },
    onClose: (session) => void connections.delete(session.id),
    onRcptTo: (_address, _session, done) => done(trouble('recipient')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const refused = trouble('data')
        if (!refused)
          letters.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            text: Buffer.concat(chunks).toString('utf8'),
          })
        done(refused)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    letters,
    fault,
    openConnections: () => connections.size,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
