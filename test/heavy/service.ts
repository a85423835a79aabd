import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { readConfig } from '../../app/config.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle } from '../../app/passerelle.ts'
import type { Incoming } from '../../messaging/channel.ts'

/**
 * The service as the heavy tests run it, in a process of its own that can be killed: messages come in by HTTP (200 only once stored),
 * replies go to a file, one line each, written before they are said to be sent.
 */
const [dataDir = '', sentFile = '', port = '0'] = process.argv.slice(2)
const { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey } = process.env
const config = readConfig({
  DATA_DIR: dataDir,
  HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
  ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  ...(secretKey && { SECRET_KEY: secretKey }),
})
const passerelle = await openPasserelle(config, createLog(process.env.TEST_LOG ?? 'silent'))
passerelle.channels.set('test', {
  name: 'test',
  capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
  async send(address, reply) {
    appendFileSync(sentFile, `${JSON.stringify({ to: address, id: reply.id, text: reply.text })}\n`)
    return { kind: 'sent', nativeId: null }
  },
  probe: async () => ({ state: 'up' }),
  stop: async () => {},
})

createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  try {
    await passerelle.receive('test', JSON.parse(body) as Incoming[])
    response.writeHead(200).end()
  } catch {
    response.writeHead(503).end()
  }
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))
