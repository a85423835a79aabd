import type { FastifyInstance } from 'fastify'
import { PasserelleError } from '../../store/passerelle-error.ts'
import type { Config } from '../config.ts'

/** Starts listening; returns the address people type. */
export async function listen(app: FastifyInstance, { port, host, publicUrl }: Config): Promise<string> {
  try {
    await app.listen({ port, host })
  } catch (cause) {
    throw explained(cause, port, host)
  }
  const address = app.server.address()
  const actualPort = typeof address === 'object' && address ? address.port : port
  return publicUrl ?? `http://localhost:${actualPort}`
}

function explained(cause: unknown, port: number, host: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  if (code === 'EADDRINUSE')
    return new PasserelleError(
      'http.port-in-use',
      `Port ${port} is already in use: stop the other program or set PORT.`,
      { cause },
    )
  if (code === 'EACCES')
    return new PasserelleError(
      'http.port-refused',
      `Port ${port} needs more rights than this user has: set PORT to 1024 or more.`,
      { cause },
    )
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new PasserelleError(
      'http.no-such-host',
      `This machine has no address ${host}: correct HOST or leave it out.`,
      { cause },
    )
  return cause
}
