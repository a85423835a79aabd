import type { WhatsAppCloudSettings } from '../config/whatsapp-cloud.ts'
import { type Check, check } from './check.ts'

const NAME = 'whatsapp-cloud'

/** Does Meta know this token and this number, and where does it post? */
export async function checkWhatsAppCloud(
  settings: WhatsAppCloudSettings | null,
  publicUrl: string | null,
): Promise<Check> {
  if (!settings) return check(NAME, 'ok', 'not on: set WHATSAPP_CLOUD_TOKEN and the three others to open it')
  const { apiRoot, phoneId, token } = settings
  try {
    const fields = 'verified_name,quality_rating,webhook_configuration'
    const response = await fetch(`${apiRoot}/v23.0/${phoneId}?fields=${fields}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    })
    const answer = (await response.json()) as Answer
    if (!response.ok) return broken(answer.error?.code ?? response.status)
    const webhook = webhookOf(answer)
    const expected = `${publicUrl ?? ''}/channels/whatsapp-cloud`
    if (publicUrl && webhook && webhook !== expected)
      return check(NAME, 'broken', `Meta posts to ${webhook}: enter ${expected} in its panel (WhatsApp, Configuration)`)
    if (answer.quality_rating === 'RED')
      return check(NAME, 'notice', 'its quality is low: people block or report this number, see WhatsApp Manager')
    return check(NAME, 'ok', `it is « ${answer.verified_name ?? '?'} »${webhook ? `, Meta posts to ${webhook}` : ''}`)
  } catch {
    return check(
      NAME,
      'broken',
      `${new URL(apiRoot).host} cannot be reached: check the network and WHATSAPP_CLOUD_API_ROOT`,
    )
  }
}

interface Answer {
  error?: { code?: number }
  verified_name?: string
  quality_rating?: string
  webhook_configuration?: { phone_number?: string; whatsapp_business_account?: string; application?: string }
}

const webhookOf = ({ webhook_configuration: levels }: Answer) =>
  levels?.phone_number || levels?.whatsapp_business_account || levels?.application || null

function broken(code: number): Check {
  if (code === 190 || code === 401)
    return check(
      NAME,
      'broken',
      'Meta does not know this token (any more): make a new one and set WHATSAPP_CLOUD_TOKEN',
    )
  if (code === 100 || code === 33)
    return check(
      NAME,
      'broken',
      'Meta does not know this number: check WHATSAPP_CLOUD_PHONE_ID (it is not the phone number)',
    )
  if (code === 10 || (code >= 200 && code <= 299))
    return check(
      NAME,
      'broken',
      'the token may not see this number: give it whatsapp_business_messaging and _management',
    )
  return check(NAME, 'broken', `Meta answers ${code}: try again later`)
}
