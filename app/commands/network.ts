import { readFileSync } from 'node:fs'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'
import { readSettings } from '../../network/settings/read-settings.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../open-database.ts'

const USAGE = 'npm run network -- show [ID] | npm run network -- set FILE'

/** Shows or replaces a network's document: what a text editor does to a file, for one that lives in PostgreSQL. */
export async function run([action, argument]: string[]): Promise<void> {
  if (action !== 'show' && !(action === 'set' && argument)) throw new PasserelleError('network.usage', `Use: ${USAGE}`)
  const config = readConfig()
  const { settings, close } = await openDatabase(config, () => {})
  try {
    if (action === 'show') show(settings, argument ?? config.networkId)
    else await set(settings, argument ?? '')
  } finally {
    await close()
  }
}

function show(settings: NetworkSettingsStore, id: string): void {
  const network = settings.get(id)
  if (!network) throw new PasserelleError('network.unknown', `There is no network ${id}.`)
  console.log(JSON.stringify(network, null, 2))
}

async function set(settings: NetworkSettingsStore, path: string): Promise<void> {
  const { id, text } = readDocument(path)
  const read = readSettings(text, id)
  if (read.kind === 'broken')
    throw new PasserelleError('network.broken', `${path} cannot be used: ${read.why}. Nothing was changed.`)
  await settings.replace(read.settings)
  console.log(`The settings of ${id} are in use.`)
}

function readDocument(path: string): { id: string; text: string } {
  try {
    const text = readFileSync(path, 'utf8')
    const document: unknown = JSON.parse(text)
    const id = typeof document === 'object' && document !== null && 'id' in document ? String(document.id) : ''
    return { id, text }
  } catch (cause) {
    throw new PasserelleError(
      'network.unreadable',
      `${path} cannot be read as JSON: ${cause instanceof Error ? cause.message : cause}.`,
    )
  }
}
