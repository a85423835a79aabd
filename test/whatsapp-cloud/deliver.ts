import { request } from 'node:http'
import { writeInPieces } from '../telegram/deliver.ts'

/** Posts one delivery as Meta does, in chunks that cut its characters; resolves with the status, 0 when nobody answered. */
export function deliver(url: string, body: string, signature: string | null): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', ...(signature && { 'x-hub-signature-256': signature }) }
    const post = request(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    post.on('error', () => resolve(0))
    void writeInPieces(post, body).then(() => post.end())
  })
}
