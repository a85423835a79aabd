import pino, { type Logger } from 'pino'

export type Log = Logger

/** Structured lines on stderr (or in a file): codes and ids only. What people write never goes through here. */
export function createLog(level: string, to: string | number = 2): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: to, sync: true }),
  )
}
