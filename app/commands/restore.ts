import { createReadStream, mkdirSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { migrate } from '../../store/migrate.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { type Line, writeHouse } from '../archive.ts'
import { readConfig } from '../config.ts'
import { migrations, networksFolder, openStore } from '../open-database.ts'
import { putNetworks } from '../put-networks.ts'

/** Puts a backup in an empty database, of either kind. Nothing is written when any of it is missing or differs. */
export async function run([path]: string[]): Promise<void> {
  if (!path) throw new PasserelleError('restore.usage', 'Use: npm run restore -- FILE')
  const config = readConfig()
  mkdirSync(networksFolder(config), { recursive: true, mode: 0o700 })
  const store = await openStore(config, () => {})
  try {
    await migrate(store, migrations)
    const networks = await writeHouse(store, readLines(path))
    await putNetworks(config, store, networks)
    console.log('Everything is back. Put back the key too (secret.key in DATA_DIR, or SECRET_KEY) before you start.')
  } finally {
    await store.close()
  }
}

async function* readLines(path: string): AsyncGenerator<Line> {
  const unzip = createGunzip()
  const file = createReadStream(path)
  file.on('error', (error) => unzip.destroy(error))
  try {
    let rest = ''
    for await (const piece of file.pipe(unzip).setEncoding('utf8')) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as Line
    }
  } catch (cause) {
    throw new PasserelleError('restore.unreadable', `${path} is not a whole backup of Passerelle: use another one.`, {
      cause,
    })
  }
}
