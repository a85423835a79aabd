import type { FastifyInstance } from 'fastify'
import type { Passerelle } from './passerelle.ts'

/** Runs until SIGINT or SIGTERM; what is under way is finished, then the database is closed. A second signal ends at once. */
export function runUntilStopped(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(1))
      app
        .close()
        .then(() => passerelle.stop())
        .then(resolve, reject)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
