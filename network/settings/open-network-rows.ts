import { Low } from 'lowdb'
import type { Store } from '../../store/store.ts'
import defaultNetwork from './default-network.json' with { type: 'json' }
import { DocumentRow, WrittenMeanwhile } from './document-row.ts'
import type { NetworkSettingsStore, SettingsUpdate } from './open-network-settings.ts'
import { checkSettings, readSettings } from './read-settings.ts'
import type { NetworkSettings } from './settings.schema.ts'
import type { NetworkSettingsTables } from './tables.ts'

export interface NetworkRowsParts {
  store: Store
  /** made when there is no network yet */
  defaultId?: string
  /** what the first start copies: the files of a house that had its own disk until now */
  files?: () => NetworkSettings[]
  now?: () => number
  report?: (problem: { code: string; error: unknown }) => void
}

const MOST_TRIES = 20

/** The same store over rows that several processes share: read from memory, kept fresh by what the others announce. */
export async function openNetworkRows(parts: NetworkRowsParts): Promise<NetworkSettingsStore> {
  const { store, now = Date.now, report = () => {} } = parts
  let known = new Map<string, NetworkSettings>()
  let problems: string[] = []

  // one after the other: a slow reading must not overwrite a newer one
  let reading = Promise.resolve()
  function readAll(): Promise<void> {
    reading = reading.catch(() => {}).then(readRows)
    return reading
  }

  async function readRows() {
    const rows = await store.of<NetworkSettingsTables>().selectFrom('network_documents').selectAll().execute()
    const networks = new Map<string, NetworkSettings>()
    const found: string[] = []
    for (const { id, document, last_good } of rows.sort((left, right) => (left.id < right.id ? -1 : 1))) {
      const read = readSettings(document, id)
      const copy = read.kind === 'good' ? read : readSettings(last_good, id)
      if (copy.kind === 'good') networks.set(id, copy.settings)
      if (read.kind === 'broken') found.push(problemText(id, read.why, copy.kind === 'good'))
    }
    known = networks
    problems = found
  }

  async function update(id: string, change: (current: NetworkSettings) => NetworkSettings): Promise<SettingsUpdate> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const outcome = await updateOnce(id, change)
      if (outcome !== 'again') return outcome
    }
    return { kind: 'refused', problem: `The settings of ${id} are being written by others all the time: try again.` }
  }

  async function updateOnce(id: string, change: (current: NetworkSettings) => NetworkSettings) {
    const document = new Low<unknown>(new DocumentRow(store, id, now), null)
    await readEvenBroken(document)
    if (document.data === null) return { kind: 'unknown-network' } as const
    const current = checkSettings(document.data, id)
    if (current.kind === 'broken')
      return { kind: 'refused', problem: problemText(id, current.why, known.has(id)) } as const
    const changed = checkSettings(change(structuredClone(current.settings)), id)
    if (changed.kind === 'broken')
      return {
        kind: 'refused',
        problem: `The settings of ${id} were not changed: ${changed.why}. Correct this and try again.`,
      } as const
    if (!(await write(changed.settings, document))) return 'again'
    return { kind: 'updated', settings: changed.settings } as const
  }

  /** False when somebody wrote since `document` was read. */
  async function write(settings: NetworkSettings, document?: Low<unknown>): Promise<boolean> {
    const row = document ?? new Low<unknown>(new DocumentRow(store, settings.id, now), null)
    if (!document) await readEvenBroken(row)
    row.data = settings
    try {
      await row.write()
    } catch (error) {
      if (error instanceof WrittenMeanwhile) return false
      throw error
    }
    await readAll()
    store.announce({ topic: 'settings', id: settings.id })
    return true
  }

  await readAll()
  if (known.size === 0 && problems.length === 0) {
    await addFirst(parts, now)
    await readAll()
  }
  const stop = store.listen(({ topic }) => {
    if (topic === 'settings') readAll().catch((error) => report({ code: 'network.settings-not-read', error }))
  })
  return {
    get: (id) => known.get(id) ?? null,
    list: () => [...known.values()],
    update,
    async replace(settings) {
      for (;;) if (await write(settings)) return
    },
    get problem() {
      return problems.length === 0 ? null : problems.join('\n')
    },
    stop,
  }
}

/** A row somebody broke counts as there, and empty. */
async function readEvenBroken(document: Low<unknown>): Promise<void> {
  await document.read().catch((error: unknown) => {
    if (!(error instanceof SyntaxError)) throw error
    document.data = {}
  })
}

/** Two processes may start at once: the first row stays. */
async function addFirst({ store, files, defaultId = defaultNetwork.id }: NetworkRowsParts, now: () => number) {
  const found = files?.() ?? []
  for (const settings of found.length > 0 ? found : [{ ...defaultNetwork, id: defaultId }]) {
    const document = new Low<unknown>(new DocumentRow(store, settings.id, now), settings)
    await document.write().catch((error: unknown) => {
      if (!(error instanceof WrittenMeanwhile)) throw error
    })
  }
}

function problemText(id: string, why: string, hasCopy: boolean): string {
  return `The settings of ${id} in the database cannot be used: ${why}. ${hasCopy ? 'The last good settings are used' : 'This network has none'} until they are corrected: npm run network -- set FILE.`
}
