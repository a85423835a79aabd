import { createServer } from '../../app/http/server.ts'
import { openTestHouse } from '../house.ts'
import { freePort } from '../telegram/free-port.ts'
import { openDirectLine } from './direct-line.ts'

/** A house whose Bot Framework is open to anybody on this machine, and the service its people write through. */
export type BotHouse = Awaited<ReturnType<typeof openBotHouse>>

export async function openBotHouse(environment: Record<string, string> = {}) {
  const [ours, theirs] = [await freePort(), await freePort()]
  const botUrl = `http://127.0.0.1:${ours}/channels/bot-framework`
  const service = await openDirectLine(theirs, botUrl)
  const house = await openTestHouse({
    BOT_FRAMEWORK: 'test',
    BOT_FRAMEWORK_SERVICE_HOSTS: service.host,
    ...environment,
  })
  const app = await createServer(house.passerelle)
  await app.listen({ port: ours, host: '127.0.0.1' })
  return {
    house,
    service,
    botUrl,
    posts: (activity: object, authorization?: string) =>
      fetch(botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        body: JSON.stringify(activity),
      }),
    async close() {
      await app.close()
      await house.close()
      await service.close()
    },
  }
}
