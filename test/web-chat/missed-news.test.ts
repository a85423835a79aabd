import type { FastifyReply } from 'fastify'
import { expect, test } from 'vitest'
import { createErasureReceipts } from '../../adapters/web-chat/erasure-receipts.ts'
import { createLiveStreams } from '../../adapters/web-chat/live-streams.ts'
import type { WebChatParts } from '../../adapters/web-chat/parts.ts'
import { until } from '../telegram/until.ts'

test('an open page is brought what was said while the database’s announcements were cut', async () => {
  const pushed: string[] = []
  let said: { id: string }[] = []
  let hear = (_id: string) => {}
  const parts = {
    listen(listener: (id: string) => void) {
      hear = listener
      return () => {}
    },
    conversationOf: async () => 'c1',
    linesAfter: async (_id: string, after: string) => said.filter(({ id }) => id > after),
    statusOf: async () => 'with-bot',
    openStream: () => ({ reply: {}, close() {}, push: ({ id }: { id?: string }) => pushed.push(id ?? 'state') }),
  }
  const streams = createLiveStreams(
    parts as unknown as WebChatParts,
    { lines: () => '', state: () => '' },
    createErasureReceipts(() => 0),
  )
  await streams.open({} as FastifyReply, 'session', '')
  await until(() => pushed.length > 0)
  said = [{ id: 'l1' }]
  // connected again: nobody knows what was missed, so no conversation is named
  hear('')
  await until(() => pushed.includes('l1'), 2_000)
  expect(pushed).toEqual(['state', 'l1'])
})
