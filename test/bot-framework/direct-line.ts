import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Activity, DirectLine } from 'botframework-directlinejs'

const require = createRequire(import.meta.url)
// packages of ten years ago: the server brings its own express, the client wants a browser's XMLHttpRequest
const { getRouter } = require('offline-directline') as { getRouter(serviceUrl: string, botUrl: string): unknown }
const express = createRequire(require.resolve('offline-directline'))('express') as () => {
  use(router: unknown): void
  listen(port: number, host: string): import('node:http').Server
}

/** offline-directline, which we did not write, as the service between Microsoft's own client and our bot. */
export async function openDirectLine(port: number, botUrl: string) {
  const url = `http://127.0.0.1:${port}`
  const app = express()
  const quiet = console.log
  console.log = () => {}
  app.use(getRouter(url, botUrl))
  const server = app.listen(port, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  console.log = quiet
  return {
    url,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export interface Chat {
  activities: Activity[]
  /** what the bot wrote, oldest first */
  read(): Activity[]
  says(text: string): Promise<void>
  presses(number: string): Promise<void>
  end(): void
}

// Microsoft's client runs in a page; this is what a page gives it
Object.assign(globalThis, { XMLHttpRequest: require('xhr2') })

/** Somebody on a page with Microsoft's client. */
export async function openChat(serviceUrl: string): Promise<Chat> {
  const { DirectLine: Client } = (await import('botframework-directlinejs')) as { DirectLine: typeof DirectLine }
  const line = new Client({
    domain: `${serviceUrl}/directline`,
    token: 'essai',
    webSocket: false,
    pollingInterval: 200,
  })
  const activities: Activity[] = []
  const watching = line.activity$.subscribe((activity) => void activities.push(activity))
  const fromBot = () => activities.filter(({ from }) => from.name === 'Bot')
  const post = (activity: object) =>
    new Promise<void>((resolve, reject) => {
      line
        .postActivity({ type: 'message', from: { id: 'visiteur' }, ...activity } as never)
        .subscribe({ next: () => resolve(), error: reject })
    })

  return {
    activities,
    read: fromBot,
    says: (text) => post({ text }),
    async presses(number) {
      const last = fromBot().findLast((one) => 'suggestedActions' in one && one.suggestedActions) as
        | { suggestedActions: { actions: { text: string; value: { number: string } }[] } }
        | undefined
      const action = last?.suggestedActions.actions.find(({ value }) => value.number === number)
      if (!action) throw new Error(`There is no button ${number}.`)
      // what a page does with « messageBack »
      await post({ text: action.text, value: action.value, channelData: { messageBack: {} } })
    },
    end() {
      watching.unsubscribe()
      line.end()
    },
  }
}
