import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** A PostgreSQL server where databases may be made and dropped; tests that need one say so when there is none. */
export const server = process.env.TEST_DATABASE_URL ?? null

/** Why the PostgreSQL tests do not run, or null when they do. With CI=true they always run, and fail without a server. */
export const noServer =
  server === null && process.env.CI !== 'true'
    ? 'skipped: TEST_DATABASE_URL names no PostgreSQL server (see CONTRIBUTING.md)'
    : null

export interface FreshDatabase {
  url: string
  /** one statement on the server itself, outside the database */
  administer(statement: string): Promise<void>
  drop(): Promise<void>
}

export async function createFreshDatabase(): Promise<FreshDatabase> {
  if (server === null) throw new Error('TEST_DATABASE_URL is not set: it must name a PostgreSQL server.')
  const at = server
  const name = `passerelle_${randomBytes(6).toString('hex')}`
  async function administer(statement: string) {
    const client = new pg.Client({ connectionString: at })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await administer(`create database ${name}`)
  const url = new URL(at)
  url.pathname = `/${name}`
  return { url: url.href, administer, drop: () => administer(`drop database if exists ${name} with (force)`) }
}
