import { expect, test } from 'vitest'
import { plainReason } from '../../messaging/plain-reason.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'

const said = { address: '{"to":"33639980001","recipient":"FR.13491208abc"}', text: 'Une réponse.\nDeux lignes.' }

test('a reason keeps what tells why: the status, the platform’s code, its words', () => {
  for (const reason of [
    '403 Forbidden: bot was blocked by the user',
    '400 21610 Refused [TELEPHONE]',
    '429 Too Many Requests: retry after 3600',
    '131026 WhatsApp ne peut pas remettre ce message.',
    'undelivered 30007',
  ])
    expect(plainReason(reason, maskSecrets, said)).toBe(reason)
})

test('a reason loses whom it was to be sent to, and what', () => {
  const reason = '400 cannot write « Deux lignes. » to 33639980001, FR.13491208abc, +336 39 98 00 02 or 7391000910'
  expect(plainReason(reason, maskSecrets, said)).toBe('400 cannot write « … » to …, …, [TELEPHONE] or …')
})

test('a reason loses a secret it quotes, and is never a page', () => {
  expect(plainReason('mon mot de passe est Azerty!2026', maskSecrets)).not.toContain('Azerty')
  expect(plainReason('<p>Bad Gateway</p>'.repeat(100), maskSecrets).length).toBe(200)
})
