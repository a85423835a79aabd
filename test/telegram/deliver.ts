import { request } from 'node:http'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

/** Posts one update as Telegram does, in chunks that cut its characters; resolves with the status, 0 when nobody answered. */
export function deliver(url: string, update: object | string, secret: string | null): Promise<number> {
  const body = typeof update === 'string' ? update : JSON.stringify(update)
  return new Promise((resolve) => {
    const post = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', ...(secret && { [SECRET_HEADER]: secret }) } },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    post.on('error', () => resolve(0))
    void writeInPieces(post, body).then(() => post.end())
  })
}

/** Writes so that the first characters of several bytes are split between two packets. */
export async function writeInPieces(to: Writable, text: string): Promise<void> {
  const bytes = Buffer.from(text, 'utf8')
  let from = 0
  for (let cuts = 0; cuts < 3; cuts++) {
    const cut = bytes.findIndex((byte, index) => index > from && (byte & 0xc0) === 0x80)
    if (cut < 0) break
    to.write(bytes.subarray(from, cut))
    from = cut
    await sleep(5)
  }
  to.write(bytes.subarray(from))
}
