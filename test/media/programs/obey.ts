import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { serveJobs } from '../../../media/serve-jobs.ts'

/** Does what it is told, for `own-process.test.ts`: what a hostile file may make of a process. */
serveJobs(async (job: string) => {
  if (job === 'who') return process.pid
  if (job === 'die') process.abort()
  if (job === 'leave') process.exit(7)
  if (job === 'freeze') for (;;);
  if (job === 'sleep') await sleep(60_000)
  if (job === 'refuse') throw new Error('this file is broken')
  if (job === 'environment') return Object.keys(process.env)
  if (job === 'write') writeFileSync('/tmp/passerelle-must-not-be', 'x')
  if (job === 'start') return spawnSync('true').error?.message ?? 'started'
  return job
})
