import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LowSync } from 'lowdb'
import defaultNetwork from './default-network.json' with { type: 'json' }
import { DurableJsonFile } from './durable-json-file.ts'
import { checkSettings, type ReadSettings, readSettings } from './read-settings.ts'
import type { NetworkSettings } from './settings.schema.ts'

export type SettingsUpdate =
  | { kind: 'updated'; settings: NetworkSettings }
  | { kind: 'unknown-network' }
  /** nothing was written; `problem` says what to do */
  | { kind: 'refused'; problem: string }

/** The networks' documents: files here (edited by hand while the service runs, seen at the next call), rows in `open-network-rows.ts`. */
export interface NetworkSettingsStore {
  /** null when there is no such network, or no copy of it was ever good */
  get(id: string): NetworkSettings | null
  list(): NetworkSettings[]
  /** reads the document again, so that an edit made meanwhile is kept; writes it only if the result is valid */
  update(id: string, change: (current: NetworkSettings) => NetworkSettings): Promise<SettingsUpdate>
  /** puts a whole valid document in place of what is there, good or broken, or adds a network */
  replace(settings: NetworkSettings): Promise<void>
  /** one line for each file that cannot be used: which, what is wrong, what to do; null when all is well */
  readonly problem: string | null
  /** stops hearing of changes made elsewhere */
  stop(): void
}

const LAST_GOOD = '.last-good.json'
/** A badly named file is read, and reported; a path is never followed. */
const FILE_ID = /^[^./\\][^/\\]*$/

/** Opens the folder (`data/networks`), makes it and a default network, « passerelle » unless said, when there is none. */
export function openNetworkSettings(folder: string, defaultId: string = defaultNetwork.id): NetworkSettingsStore {
  mkdirSync(folder, { recursive: true })
  if (idsIn(folder).length === 0) fileOf(folder, defaultId).write({ ...defaultNetwork, id: defaultId })
  const lastRead = new Map<string, { text: string; read: ReadSettings }>()
  const problems = new Map<string, string>()

  function readNow(id: string): ReadSettings | null {
    const text = fileOf(folder, id).readText()
    if (text === null) return null
    const before = lastRead.get(id)
    if (before?.text === text) return before.read
    const read = readSettings(text, id)
    lastRead.set(id, { text, read })
    if (read.kind === 'good') keepCopy(folder, id, text)
    return read
  }

  function get(id: string): NetworkSettings | null {
    if (!FILE_ID.test(id)) return null
    const read = readNow(id)
    const copy = read?.kind === 'good' ? null : readCopy(folder, id)
    if (read?.kind === 'good' || (read === null && copy === null)) {
      problems.delete(id)
      return read?.settings ?? null
    }
    problems.set(id, problemText(folder, id, read, copy !== null))
    return copy
  }

  const list = () => idsIn(folder).flatMap((id) => get(id) ?? [])

  async function update(id: string, change: (current: NetworkSettings) => NetworkSettings): Promise<SettingsUpdate> {
    if (get(id) === null && !problems.has(id)) return { kind: 'unknown-network' }
    const read = readNow(id)
    if (read?.kind !== 'good')
      return { kind: 'refused', problem: problems.get(id) ?? problemText(folder, id, read, false) }
    const changed = checkSettings(change(structuredClone(read.settings)), id)
    if (changed.kind === 'broken')
      return {
        kind: 'refused',
        problem: `The settings of ${id} were not changed: ${changed.why}. Correct this and try again.`,
      }
    const document = new LowSync<unknown>(fileOf(folder, id), {})
    document.data = changed.settings
    document.write()
    readNow(id)
    return { kind: 'updated', settings: changed.settings }
  }

  return {
    get,
    list,
    update,
    async replace(settings) {
      fileOf(folder, settings.id).write(settings)
      readNow(settings.id)
    },
    get problem() {
      list()
      const current = idsIn(folder).flatMap((id) => problems.get(id) ?? [])
      return current.length === 0 ? null : current.join('\n')
    },
    stop: () => {},
  }
}

/** The good documents of a folder, nothing written there: for a database that takes them over. */
export function readNetworkFiles(folder: string): NetworkSettings[] {
  if (!existsSync(folder)) return []
  return idsIn(folder).flatMap((id) => {
    const text = fileOf(folder, id).readText()
    const read = text === null ? null : readSettings(text, id)
    return read?.kind === 'good' ? [read.settings] : (readCopy(folder, id) ?? [])
  })
}

const fileOf = (folder: string, id: string) => new DurableJsonFile(join(folder, `${id}.json`))

/** Every network that has a file, or had one: a file deleted by mistake is a problem, not an end. */
function idsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const ids = names.map((name) => name.replace(/(?:\.last-good)?\.json$/, ''))
  return [...new Set(ids)].filter((id) => FILE_ID.test(id)).sort()
}

/** A folder that cannot be written must not stop people from being answered: the copy is then simply older. */
function keepCopy(folder: string, id: string, text: string): void {
  const copy = new DurableJsonFile(join(folder, `${id}${LAST_GOOD}`))
  try {
    if (copy.readText() !== text) copy.writeText(text)
  } catch {}
}

function readCopy(folder: string, id: string): NetworkSettings | null {
  const text = new DurableJsonFile(join(folder, `${id}${LAST_GOOD}`)).readText()
  const read = text === null ? null : readSettings(text, id)
  return read?.kind === 'good' ? read.settings : null
}

function problemText(folder: string, id: string, read: ReadSettings | null, hasCopy: boolean): string {
  const path = join(folder, `${id}.json`)
  const copy = `${id}${LAST_GOOD}`
  if (read === null)
    return `${path} is missing. The last good settings are used. Copy ${copy} to ${id}.json, or delete ${copy} too if this network is no more.`
  const why = read.kind === 'broken' ? read.why : ''
  return hasCopy
    ? `${path} cannot be used: ${why}. The last good settings are used. Correct the file, or copy ${copy} over it.`
    : `${path} cannot be used: ${why}. This network has no settings until the file is corrected.`
}
