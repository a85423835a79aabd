import { createEmulator, type Emulator } from 'emulate'
import twilio from 'twilio'
import { openListeningHouse } from '../served-house.ts'
import { freePort } from '../telegram/free-port.ts'
import { openFaultyProxy } from './faulty-proxy.ts'

export const ACCOUNT = 'AC00000000000000000000000000000000'
export const TOKEN = 'jeton-invente-pour-les-tests'
/** Numbers of the range kept for fiction in France. */
export const OUR_NUMBER = '+33639980000'

export interface SentSms {
  sid: string
  to: string
  body: string
}

/** The emulated provider (`emulate`, which we did not write) behind a proxy that can fail, and a house whose number it carries. */
export type SmsHouse = Awaited<ReturnType<typeof openSmsHouse>>

export async function openSmsHouse(environment: Record<string, string> = {}) {
  const ours = await freePort()
  const publicUrl = `http://127.0.0.1:${ours}`
  const webhook = `${publicUrl}/channels/sms`
  const provider = await startProvider(await freePort(), webhook)
  const proxy = await openFaultyProxy(provider.url)
  const house = await openListeningHouse({
    PORT: String(ours),
    PUBLIC_URL: publicUrl,
    SMS_ACCOUNT: ACCOUNT,
    SMS_TOKEN: TOKEN,
    SMS_FROM: OUR_NUMBER,
    SMS_API_ROOT: proxy.url,
    ...environment,
  })
  const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`
  const simulate = (path: string, fields: Record<string, string>) =>
    fetch(`${provider.url}/_twilio/simulate/${path}`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(fields),
    })

  return {
    house,
    proxy,
    webhook,
    /** somebody's phone sends a message to our number, through the emulated provider */
    phoneSends: (person: string, text: string) =>
      simulate('inbound-message', { To: OUR_NUMBER, From: person, Body: text }),
    /** the emulated provider tells what became of a message */
    becomes: (sid: string, status: string) => simulate('message-status', { MessageSid: sid, Status: status }),
    /** a call of our webhook signed by Twilio's own package */
    posts: (fields: Record<string, string>, signature = twilio.getExpectedTwilioSignature(TOKEN, webhook, fields)) =>
      fetch(webhook, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(fields),
      }),
    async sentTo(person: string): Promise<SentSms[]> {
      const query = new URLSearchParams({ To: person, PageSize: '200' })
      const url = `${provider.url}/2010-04-01/Accounts/${ACCOUNT}/Messages.json?${query}`
      const { messages } = (await (await fetch(url, { headers: { authorization } })).json()) as {
        messages: (SentSms & { direction: string })[]
      }
      return messages.filter((one) => one.to === person && one.direction.startsWith('outbound')).reverse()
    },
    async close() {
      await house.close()
      await proxy.close()
      await provider.close()
    },
  }
}

function startProvider(port: number, webhook: string): Promise<Emulator> {
  return createEmulator({
    service: 'twilio',
    port,
    seed: {
      twilio: {
        account: { sid: ACCOUNT, auth_token: TOKEN, friendly_name: 'Essai' },
        phone_numbers: [{ phone_number: OUR_NUMBER, friendly_name: 'Passerelle', sms_url: webhook }],
      },
    },
  })
}
