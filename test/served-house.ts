import { listen } from '../app/http/listen.ts'
import { createServer } from '../app/http/server.ts'
import { openTestHouse } from './house.ts'

export type ServedHouse = Awaited<ReturnType<typeof openServedHouse>>
export type ListeningHouse = Awaited<ReturnType<typeof openListeningHouse>>

/** A test house with its server, which tests ask without a port: `house.app.inject`. `close` closes both. */
export async function openServedHouse(environment: Record<string, string> = {}) {
  const house = await openTestHouse(environment)
  const app = await createServer(house.passerelle)
  return {
    ...house,
    app,
    async close() {
      await app.close()
      await house.close()
    },
  }
}

/** The same listening on 127.0.0.1, at a free port unless the environment says which. */
export async function openListeningHouse(environment: Record<string, string> = {}) {
  const house = await openServedHouse({ PORT: '0', ...environment })
  const { config } = house.passerelle
  // whatever its public address, tests reach it where it stands
  const url = (await listen(house.app, { ...config, publicUrl: null })).replace('localhost', '127.0.0.1')
  return { ...house, url }
}
