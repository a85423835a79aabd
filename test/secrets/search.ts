import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Passerelle } from '../../app/passerelle.ts'

/** Anything that was written somewhere, under the name a leak is told by. */
export type Written = [name: string, bytes: Buffer]

/** Every file of the house's folder (with SQLite: the database and its write-ahead log), and every row of every table. */
export async function readAllWritten({ config, store }: Passerelle): Promise<Written[]> {
  const files = readFolder(config.dataDir)
  const db = store.of<Record<string, Record<string, unknown>>>()
  const tables = await db.introspection.getTables()
  const rows: Written[] = []
  for (const { name } of tables)
    rows.push([`table ${name}`, Buffer.from(JSON.stringify(await db.selectFrom(name).selectAll().execute()))])
  return [...files, ...rows]
}

export const readFolder = (folder: string): Written[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => [`file ${file.name}`, readFileSync(join(file.parentPath, file.name))])

/** Where any of these can be read, in any form; [] is what every test wants. */
export function findLeaks(secrets: readonly string[], written: readonly Written[]): string[] {
  const texts = written.map(([name, bytes]) => [name, bytes.toString('latin1')] as const)
  return secrets.flatMap((secret) =>
    texts.filter(([, text]) => isWrittenIn(text, secret)).map(([name]) => `« ${secret} » in ${name}`),
  )
}

function isWrittenIn(text: string, secret: string): boolean {
  const bare = secret.replace(/[\s.-]/g, '')
  // six digits alone turn up by chance within an id or a time
  if (bare.length < 8) return new RegExp(`(?<![A-Za-z0-9])${bare}(?![A-Za-z0-9])`).test(text)
  if (formsOf(secret).some((form) => text.includes(form))) return true
  // the same digits, whatever stands between them
  return /^[A-Z]{0,2}\d{9,}$/.test(bare) && new RegExp([...bare].join('[ .-]?')).test(text)
}

/** As it was typed, without its spaces, as an address or a page writes it, and inside base64. */
function formsOf(secret: string): string[] {
  const plain = [...new Set([secret, secret.replaceAll(' ', '')])]
  return plain.flatMap((one) => [
    one,
    encodeURIComponent(one),
    one.replaceAll('&', '&amp;'),
    String(new URLSearchParams({ '': one })).slice(1),
    ...insideBase64(one),
  ])
}

/** The letters base64 makes of it at each of the three places it may begin, without those it shares with what stands around. */
function insideBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from('\0'.repeat(before) + text).toString('base64url')
    const whole = Math.floor(((before + Buffer.byteLength(text)) * 8) / 6)
    return coded.slice(Math.ceil((before * 8) / 6), whole)
  })
}
