import { expect, test } from 'vitest'
import { createReadSubscription } from '../../adapters/alerts/web-push/subscription.schema.ts'
import { vapidKeys } from '../../adapters/alerts/web-push/vapid-keys.ts'

const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) }
const read = createReadSubscription(['127.0.0.1:4999'])

test('only the push services of browsers are ever written to', () => {
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'http://127.0.0.1:4999/push',
  ])
    expect([endpoint, read({ endpoint, keys }) !== null]).toEqual([endpoint, true])
  for (const endpoint of [
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://fcm.googleapis.com@evil.example/abc',
    'https://evilpush.apple.com/abc',
    'https://169.254.169.254/latest',
    'http://127.0.0.1:5000/push',
    'file:///etc/passwd',
  ])
    expect([endpoint, read({ endpoint, keys })]).toEqual([endpoint, null])
  expect(read({ endpoint: 'https://web.push.apple.com/abc', keys: { p256dh: 'x', auth: 'y' } })).toBeNull()
  expect(read('nothing')).toBeNull()
})

test('the same house has the same key pair in every process, another house another one', () => {
  const [one, again, other] = [vapidKeys('house'), vapidKeys('house'), vapidKeys('other house')]
  expect(one).toEqual(again)
  expect(other.publicKey).not.toBe(one.publicKey)
  expect([Buffer.from(one.publicKey, 'base64url').length, Buffer.from(one.privateKey, 'base64url').length]).toEqual([
    65, 32,
  ])
})
