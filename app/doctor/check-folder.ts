import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import type { Config } from '../config.ts'
import { keyPath } from '../open-database.ts'
import { type Check, check } from './check.ts'

const MIB = 1024 * 1024
const LEAST_MIB = 200
/** nobody's database is older than the program: a clock before this is wrong */
const BUILT = Date.UTC(2026, 9, 1)

/** The data folder, the room left, the clock, the key. Nothing is made here: looking must change nothing. */
export async function checkFolder(config: Config): Promise<Check[]> {
  const { dataDir } = config
  const clock =
    Date.now() < BUILT
      ? check(
          'clock',
          'broken',
          `it says ${new Date().toISOString()}, which is past: turn on time synchronisation (NTP)`,
        )
      : check('clock', 'ok', new Date().toISOString())
  if (!existsSync(dataDir))
    return [
      clock,
      check('data folder', 'broken', `${dataDir} does not exist yet: start the service once, or set DATA_DIR`),
    ]
  return [clock, checkWritable(dataDir), checkDisk(dataDir), checkKeyFile(config)]
}

function checkWritable(dataDir: string): Check {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK)
    return check('data folder', 'ok', dataDir)
  } catch {
    return check('data folder', 'broken', `${dataDir} cannot be written: give the service's user the right to`)
  }
}

function checkDisk(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(dataDir)
  const left = Math.floor((bavail * bsize) / MIB)
  return left < LEAST_MIB
    ? check('disk', 'broken', `${left} MiB left: make room, at least ${LEAST_MIB} MiB`)
    : check('disk', 'ok', `${left} MiB left`)
}

function checkKeyFile(config: Config): Check {
  if (config.secretKey) return check('key', 'ok', 'SECRET_KEY is set')
  return existsSync(keyPath(config))
    ? check('key', config.databaseUrl ? 'notice' : 'ok', keyText(config))
    : check('key', 'broken', `${keyPath(config)} is missing: put back the copy saved with your backups`)
}

const keyText = (config: Config) =>
  config.databaseUrl
    ? `${keyPath(config)}; several processes need the same one: give it to each as SECRET_KEY`
    : `${keyPath(config)}; keep a copy away from the backups`
