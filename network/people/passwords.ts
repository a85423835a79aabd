import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>

/** OWASP's figures for scrypt: about a tenth of a second and 32 MB, paid by whoever guesses. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }

export const SHORTEST_PASSWORD = 12

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password.normalize('NFC'), salt, 32, COST)
  return `scrypt:${salt.toString('base64url')}:${key.toString('base64url')}`
}

export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [, salt, key] = stored.split(':')
  if (!salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  return timingSafeEqual(
    expected,
    await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), expected.length, COST),
  )
}
