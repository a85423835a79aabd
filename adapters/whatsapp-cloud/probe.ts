import type { Health } from '../../messaging/channel.ts'
import type { CloudClient } from './client.ts'
import { meet } from './outcome-of.ts'

export interface ProbeOptions {
  webhookUrl: string | null
  isHeardBack: () => Promise<boolean>
  now: () => number
}

type Down = { reason: string; advice: string }

/** Meta counts each call (200 an hour for a new account): a page that asks every few seconds gets the last answer. */
const UP_FOR_MS = 5 * 60_000
const DOWN_FOR_MS = 60_000

/**
 * Is it alive? Three ways to be deaf, each looked for: Meta does not know our token or number; Meta posts somewhere else; Meta takes what
 * we send and nothing comes back (the field « messages » is not subscribed, or our address is not reachable).
 */
export function createProbe({ webhookUrl, isHeardBack, now }: ProbeOptions, client: CloudClient) {
  let broken: Down | null = null
  let last: { health: Health; until: number } | null = null

  async function look(): Promise<Health> {
    const answer = await client.phoneNumber()
    if (answer.kind === 'fault') {
      const { fault } = answer
      const met = meet(fault)
      if (met.broken) return { state: 'down', ...met.broken }
      const reason = `Meta does not answer as it should: ${fault.kind === 'graph' ? `${fault.code} ${fault.message}` : fault.reason}.`
      return { state: 'down', reason, advice: 'Check the network and WHATSAPP_CLOUD_API_ROOT; see metastatus.com.' }
    }
    const { webhook } = answer.value
    if (webhookUrl !== null && webhook !== null && webhook !== webhookUrl)
      return {
        state: 'down',
        reason: `Meta posts to « ${webhook} ».`,
        advice: `Enter ${webhookUrl} as the callback address in Meta’s panel (WhatsApp, Configuration).`,
      }
    if (!(await isHeardBack()))
      return {
        state: 'down',
        reason: 'WhatsApp takes our messages, and nothing has come back for ten minutes.',
        advice:
          'In Meta’s panel (WhatsApp, Configuration) check the callback address and that the field « messages » is subscribed.',
      }
    return { state: 'up' }
  }

  return {
    /** a send went through: whatever was broken is mended */
    works() {
      broken = null
    },
    /** a send met something the operator must mend: not waited for the next look */
    breaks(down: Down) {
      broken = down
    },
    async ask(): Promise<Health> {
      if (!last || last.until <= now()) {
        const health = await look()
        // asked for again only when it can be told anew: the token may have been mended meanwhile
        if (health.state === 'up') broken = null
        last = { health, until: now() + (health.state === 'up' ? UP_FOR_MS : DOWN_FOR_MS) }
      }
      return broken ? { state: 'down', ...broken } : last.health
    },
  }
}
