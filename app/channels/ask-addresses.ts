import type { Config } from '../config.ts'

/** null = not on; `away` = its platform does not say just now. */
export interface ChannelAddresses {
  /** the robot's name */
  telegram: string | 'away' | null
  /** its number, with its country */
  whatsApp: string | 'away' | null
  sms: string | null
}

const KEPT_MS = 10 * 60_000
const LONGEST_WAIT_MS = 5_000

/** Where people write to: a token names neither the robot nor the number, so their platforms are asked, and believed ten minutes. */
export function createAskAddresses(config: Config, now: () => number): () => Promise<ChannelAddresses> {
  const { telegram, whatsAppCloud, sms } = config
  const robot = remember(now, async () => {
    if (!telegram) return null
    const { result } = await read(`${telegram.apiRoot}/bot${telegram.token}/getMe`)
    return textIn(result, 'username')
  })
  const number = remember(now, async () => {
    if (!whatsAppCloud) return null
    const { apiRoot, phoneId, token } = whatsAppCloud
    const answer = await read(`${apiRoot}/v23.0/${phoneId}?fields=display_phone_number`, token)
    return textIn(answer, 'display_phone_number')
  })
  return async () => {
    const [telegramName, whatsAppNumber] = await Promise.all([robot(), number()])
    return { telegram: telegramName, whatsApp: whatsAppNumber, sms: sms?.from ?? null }
  }
}

/** A failure is not remembered: the next look asks again. */
function remember(now: () => number, ask: () => Promise<string | null>): () => Promise<string | 'away' | null> {
  let kept: { value: string | null; at: number } | null = null
  return async () => {
    if (kept && now() - kept.at < KEPT_MS) return kept.value
    try {
      kept = { value: await ask(), at: now() }
      return kept.value
    } catch {
      // the address holds a token: nothing of the failure is worth saying
      return 'away'
    }
  }
}

async function read(url: string, token?: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  })
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as Record<string, unknown>
}

function textIn(holder: unknown, name: string): string {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
  if (typeof value !== 'string' || value === '') throw new Error(`no ${name}`)
  return value
}
