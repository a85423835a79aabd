import { spawn } from 'node:child_process'

export interface Ran {
  code: number | null
  /** lines on stderr */
  said: string[]
}

/** Starts the service as an operator does; one that does start is asked to stop, as by a service manager. */
export function runService(environment: Record<string, string>, command = 'start'): Promise<Ran> {
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['app/passerelle.mjs', command], {
    env: { ...inherited, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (piece) => {
    stderr += piece
  })
  child.stdout.on('data', (piece) => {
    if (String(piece).includes('Console:')) child.kill('SIGTERM')
  })
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, said: stderr.split('\n').filter((line) => line !== '') })),
  )
}
