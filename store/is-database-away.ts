/** PostgreSQL: connection (08), resources (53), shutdown and restart (57P), deadlock and serialisation (40). */
const PASSING = /^(?:08...|53...|57P0.|40P01|40001)$/
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])
const PG_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/
/** SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL */
const SQLITE = new Set([5, 6, 10, 13])

/** Did the database fail us (it will be back), rather than what we asked of it? Then the work is put back, not given up. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE.has(error.errcode & 0xff)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return PASSING.test(code) || NETWORK.has(code) || PG_WORDS.test(error.message)
}
