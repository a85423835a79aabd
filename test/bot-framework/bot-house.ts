import { openListeningHouse } from '../served-house.ts'
import { freePort } from '../telegram/free-port.ts'
import { openDirectLine } from './direct-line.ts'

/** A house whose Bot Framework is open to anybody on this machine, and the service its people write through. */
export type BotHouse = Awaited<ReturnType<typeof openBotHouse>>

export async function openBotHouse(environment: Record<string, string> = {}) {
  const [ours, theirs] = [await freePort(), await freePort()]
  const botUrl = `http://127.0.0.1:${ours}/channels/bot-framework`
  const service = await openDirectLine(theirs, botUrl)
  const house = await openListeningHouse({
    PORT: String(ours),
    BOT_FRAMEWORK: 'test',
    BOT_FRAMEWORK_SERVICE_HOSTS: service.host,
    ...environment,
  })
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
      await house.close()
      await service.close()
    },
  }
}
