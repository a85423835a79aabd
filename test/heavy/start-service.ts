import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface ServiceParts {
  dataDir: string
  /** one line for each reply sent, appended */
  sentFile: string
  port: number
  environment?: Record<string, string>
}

/** Starts `service.ts` in a process of its own; resolves when it takes messages. */
export async function startService({ dataDir, sentFile, port, environment = {} }: ServiceParts): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service.ts'), dataDir, sentFile, String(port)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => code !== null && reject(new Error(`the service ended with ${code}`)))
  })
  return child
}

/** True once the message is stored; false means: write it again. */
export async function post(port: number, body: unknown): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(3000),
    })
    return response.ok
  } catch {
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
