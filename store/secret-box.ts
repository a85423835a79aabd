import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { PasserelleError } from './passerelle-error.ts'

/** Encrypts what must be kept to answer (channel addresses), hashes what is only counted. */
export interface SecretBox {
  encrypt(plain: string): string
  decrypt(sealed: string): string
  /** keyed, so that nobody with the database alone can try phone numbers one by one */
  hash(plain: string): string
}

export function createSecretBox(masterKey: Buffer): SecretBox {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'passerelle', purpose, 32))
  const encryptionKey = derive('address encryption')
  const hashKey = derive('address hash')
  return {
    encrypt(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    decrypt(sealed) {
      const raw = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, raw.subarray(0, 12))
      decipher.setAuthTag(raw.subarray(12, 28))
      return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8')
    },
    hash: (plain) => createHmac('sha256', hashKey).update(plain).digest('base64url'),
  }
}

/** Reads the key file, or makes it on the first start; it must be saved with the database, never inside it. */
export function readOrCreateKey(path: string): Buffer {
  if (!existsSync(path)) createKey(path)
  let key: Buffer
  try {
    key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  } catch (cause) {
    throw new PasserelleError(
      'store.unreadable-key',
      `Cannot read the key file ${path}: give the service's user the right to read it.`,
      { cause },
    )
  }
  if (key.length !== 32)
    throw new PasserelleError(
      'store.broken-key',
      `The key file ${path} is broken: put back the copy saved with your backups.`,
    )
  return key
}

/** Whole or not at all: a key file cut short by a full disk would be « broken » at the next start. */
function createKey(path: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    linkSync(temporary, path)
  } catch (cause) {
    // two processes starting together: the first one's key counts
    if (existsSync(path)) return
    throw new PasserelleError(
      'store.cannot-write-key',
      `Cannot write the key file ${path}: is the folder writable, is the disk full?`,
      { cause },
    )
  } finally {
    rmSync(temporary, { force: true })
  }
}
