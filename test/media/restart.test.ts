import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../app/config.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle } from '../../app/passerelle.ts'
import type { Made, Senses } from '../../messaging/senses.ts'
import { until } from '../telegram/until.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-restart-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('a house that closes while it listens leaves the note to the next one, and tells nobody that it failed', async () => {
  const { promise, reject } = Promise.withResolvers<Made>()
  let begun = false
  const first = await open({
    listens: true,
    reads: false,
    hear() {
      begun = true
      return promise
    },
    stop: async () => reject(new Error('its process was ended')),
  })
  const voice = { kind: 'media' as const, media: 'voice' as const, reference: 'ref' }
  await first.house.receive('test', [{ nativeId: '1', person: 'a', address: 'a', activity: voice }])
  await until(() => begun)
  await first.house.stop()
  expect(first.said).toEqual([])

  const second = await open({
    listens: true,
    reads: false,
    hear: async () => ({ kind: 'words', text: 'bonjour' }),
    stop: async () => {},
  })
  await until(() => second.said.includes('media.heard-voice'), 60_000)
  await second.house.stop()
})

async function open(senses: Senses) {
  const said: string[] = []
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const house = await openPasserelle(config, createLog('silent'), Date.now, senses)
  house.channels.set('test', {
    name: 'test',
    capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
    async send(_address, reply) {
      said.push(reply.id)
      return { kind: 'sent', nativeId: null }
    },
    download: async () => ({ body: new ArrayBuffer(4), type: 'audio/ogg' }),
    probe: async () => ({ state: 'up' }),
    stop: async () => {},
  })
  return { house, said }
}
