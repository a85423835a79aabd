import { expect, test } from 'vitest'
import { showWindow } from '../../console/show-window.ts'

test('a channel without such a rule says nothing of it', async () => {
  expect(showWindow(null, 0, 'Europe/Paris')).toBeNull()
})

test('with a template the words say what becomes of an answer after the day is over', () => {
  const window = { channel: 'whatsapp-cloud', closesAt: 1_790_000_000_000, hours: 24, after: 'template' as const }
  expect(showWindow(window, window.closesAt - 1, 'Europe/Paris')).toMatchObject({
    isOver: false,
    words: expect.stringContaining('Après'),
  })
  const over = showWindow(window, window.closesAt, 'Europe/Paris')
  expect(over).toMatchObject({ isOver: false, isLate: true, words: expect.stringContaining('dans le modèle prévu') })
})
