import type { Adapter } from 'lowdb'
import type { Handle } from '../../store/store.ts'
import type { NetworkSettingsTables } from './tables.ts'

/** Somebody wrote between our reading and our writing. */
export class WrittenMeanwhile extends Error {}

/** A JSON document in a row, for lowdb: a write made from an older version than the one in the database throws `WrittenMeanwhile`. */
export class DocumentRow implements Adapter<unknown> {
  readonly #handle: Handle
  readonly #id: string
  readonly #now: () => number
  #version = 0

  constructor(handle: Handle, id: string, now: () => number) {
    this.#handle = handle
    this.#id = id
    this.#now = now
  }

  /** Null when there is no row; throws SyntaxError when it is not JSON. */
  async read(): Promise<unknown> {
    const row = await this.#table()
      .selectFrom('network_documents')
      .select(['document', 'version'])
      .where('id', '=', this.#id)
      .executeTakeFirst()
    this.#version = row?.version ?? 0
    return row ? JSON.parse(row.document) : null
  }

  async write(document: unknown): Promise<void> {
    const text = JSON.stringify(document)
    const written = { document: text, last_good: text, version: this.#version + 1, updated_at: this.#now() }
    const rows =
      this.#version === 0
        ? (
            await this.#table()
              .insertInto('network_documents')
              .values({ id: this.#id, network_id: this.#id, ...written })
              .onConflict((conflict) => conflict.column('id').doNothing())
              .executeTakeFirst()
          ).numInsertedOrUpdatedRows
        : (
            await this.#table()
              .updateTable('network_documents')
              .set(written)
              .where('id', '=', this.#id)
              .where('version', '=', this.#version)
              .executeTakeFirst()
          ).numUpdatedRows
    if (Number(rows ?? 0) === 0) throw new WrittenMeanwhile()
    this.#version++
  }

  #table() {
    return this.#handle.of<NetworkSettingsTables>()
  }
}
