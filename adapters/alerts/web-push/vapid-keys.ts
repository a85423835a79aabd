import { createECDH, createHash } from 'node:crypto'

export interface VapidKeys {
  publicKey: string
  privateKey: string
}

/**
 * The key pair browsers know this house by, made of the house's own key: the same in every process and after a restore, with nothing more to
 * keep. `seed` is keyed and used for nothing else.
 */
export function vapidKeys(seed: string): VapidKeys {
  const ecdh = createECDH('prime256v1')
  for (let tries = 0; ; tries++) {
    try {
      // one in four thousand million is no scalar of this curve: the next one is
      ecdh.setPrivateKey(createHash('sha256').update(`${seed}:${tries}`).digest())
      break
    } catch (error) {
      if (tries > 8) throw error
    }
  }
  return {
    publicKey: ecdh.getPublicKey('base64url'),
    privateKey: ecdh.getPrivateKey().toString('base64url').padStart(43, 'A'),
  }
}
