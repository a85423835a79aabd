import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoConfig, fillDemo } from '../../app/commands/demo.ts'
import { readConfig } from '../../app/config.ts'
import { createServer } from '../../app/http/server.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle } from '../../app/passerelle.ts'

/** Monday 2 November 2026, 10:00 in Paris. */
const START = Date.UTC(2026, 10, 2, 9, 0)

export type DemoHouse = Awaited<ReturnType<typeof openDemoHouse>>

/** The demo with its people and requests, on a clock that starts in working hours; `passwords` are by login. */
export async function openDemoHouse(environment: Record<string, string> = {}) {
  const began = Date.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-demo-'))
  const config = { ...demoConfig({ ...readConfig(environment), dataDir }), host: '127.0.0.1', port: 0 }
  const passerelle = await openPasserelle(config, createLog('silent'), () => START + Date.now() - began)
  const app = await createServer(passerelle)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { passwords } = await fillDemo(passerelle)
  return {
    url,
    passwords,
    async close() {
      await app.close()
      await passerelle.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
