import { migrate } from '../../store/migrate.ts'
import { openPostgres } from '../../store/open-postgres.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { type Line, readHouse, writeHouse } from '../archive.ts'
import { readConfig } from '../config.ts'
import { migrations, openDatabase } from '../open-database.ts'
import { putNetworks } from '../put-networks.ts'

/** Moves the whole house from the file to PostgreSQL, once; the file stays as it is. The service must be stopped. */
export async function run(args: string[]): Promise<void> {
  const url = args[0] === '--to' ? (args[1] ?? '') : ''
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new PasserelleError('move.usage', 'Use: npm run move -- --to postgres://user:password@host/database')
  const config = readConfig({ ...process.env, DATABASE_URL: undefined })
  const target = readConfig({ ...process.env, DATABASE_URL: url })
  const from = await openDatabase(config, () => {})
  try {
    const lines: Line[] = []
    const keep = async (line: Line) => void lines.push(line)
    const tables = await readHouse(from.store, from.settings.list(), keep)
    const to = await openPostgres(url, () => {})
    try {
      await migrate(to, migrations)
      const networks = await writeHouse(to, lines)
      await putNetworks(target, to, networks)
    } finally {
      await to.close()
    }
    const after = await readHouse(from.store, [], async () => {})
    if (JSON.stringify(after) !== JSON.stringify(tables))
      throw new PasserelleError(
        'move.still-writing',
        'The service wrote while it was being moved: stop it, empty the new database, and move again.',
      )
    for (const [table, { count, hash }] of Object.entries(tables))
      console.log(`${table}: ${count} ${hash.slice(0, 12)}`)
    console.log(
      'Everything is there, row by row. Set DATABASE_URL and start; keep secret.key (or give it as SECRET_KEY).',
    )
  } finally {
    await from.close()
  }
}
