import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { readHouse } from '../archive.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../open-database.ts'

/** The whole house in one file, while the service runs; the same for both databases. The key is never in it. */
export async function run([path]: string[]): Promise<void> {
  if (!path) throw new PasserelleError('backup.usage', 'Use: npm run backup -- FILE')
  if (existsSync(path)) throw new PasserelleError('backup.exists', `${path} exists already: give another name.`)
  const config = readConfig()
  const house = await openDatabase(config, () => {})
  const temporary = `${path}.part`
  try {
    const zip = createGzip()
    const file = zip.pipe(createWriteStream(temporary, { mode: 0o600, flush: true }))
    const done = finished(file)
    done.catch(() => {})
    const tables = await readHouse(house.store, house.settings.list(), async (line) => {
      if (!zip.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(zip, 'drain'), done])
    })
    zip.end()
    await done
    renameSync(temporary, path)
    const rows = Object.values(tables).reduce((sum, { count }) => sum + count, 0)
    console.log(`${rows} rows of ${Object.keys(tables).length} tables are in ${path}.`)
    console.log(
      `The key is not: keep ${config.secretKey ? 'SECRET_KEY' : `${config.dataDir}/secret.key`} somewhere else, without it nobody can be answered.`,
    )
  } catch (cause) {
    rmSync(temporary, { force: true })
    if (cause instanceof Error && 'syscall' in cause)
      throw new PasserelleError('backup.cannot-write', `Cannot write ${path}: is the folder there, is the disk full?`, {
        cause,
      })
    throw cause
  } finally {
    await house.close()
  }
}
