import pino, { type Logger } from 'pino'

export type Log = Logger

/** Structured lines on stderr: codes and ids only. What people write never goes through here. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}
