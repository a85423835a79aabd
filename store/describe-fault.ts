import { relative } from 'node:path'

const ROOT = new URL('..', import.meta.url).pathname

/**
 * What a fault is and where, for logs and dead letters: its kind, its code, our own line. Never its message: that may quote what
 * somebody wrote, an address or a token.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code =
    'code' in error && typeof error.code === 'string' && /^[\w.-]{1,40}$/.test(error.code) ? error.code : null
  const ours = error.stack?.split('\n').find((line) => line.includes(ROOT) && !line.includes('node_modules'))
  const place = ours && /(\/[^\s():]+):(\d+):\d+/.exec(ours)
  return [error.name, code, place && `at ${relative(ROOT, place[1] ?? '')}:${place[2]}`].filter(Boolean).join(' ')
}
