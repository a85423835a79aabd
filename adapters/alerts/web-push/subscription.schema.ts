import { z } from 'zod'

/** What a browser gives when somebody asks to be told on it. */
export const subscriptionSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}=*$/),
    auth: z.string().regex(/^[\w-]{20,30}=*$/),
  }),
})

export type Subscription = z.infer<typeof subscriptionSchema>

/** The push services of the browsers people have; nothing is ever sent anywhere else, whatever a form says. */
const HOSTS = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com']

export type ReadSubscription = (given: unknown) => Subscription | null

/** `hosts`: further ones, with their port (a test's own); these alone may be without https. */
export function createReadSubscription(hosts: string[]): ReadSubscription {
  return (given) => {
    const read = subscriptionSchema.safeParse(given)
    if (!read.success) return null
    const { protocol, host, username, password } = new URL(read.data.endpoint)
    if (username !== '' || password !== '') return null
    if (hosts.includes(host)) return read.data
    const known = HOSTS.some((one) => host === one || host.endsWith(`.${one}`))
    return protocol === 'https:' && known ? read.data : null
  }
}
