import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { noServer } from '../fresh-database.ts'
import type { History } from './check-history.ts'
import { type Load, restartServer, runLoad } from './load.ts'

const MESSAGES = 2000
/** fewer where minutes are counted (`.ci/run`) */
const KILLS = Number(process.env.KILLS ?? 30)
/** longer than a turn's claim lasts: its conversations pass to another process before it is back */
const FROZEN_MS = 35_000
const mustRun = process.env.CI === 'true'
const noRestart = restartServer || mustRun ? '' : ' (skipped: TEST_DATABASE_RESTART says no way to restart the server)'

describe.skipIf(noServer)(`several processes on one PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  it('two of them, one frozen in the middle and back, lose and double nothing', { timeout: 900_000 }, async () => {
    const history = await runLoad(2, async ({ processes, progress }: Load) => {
      while (progress() < 0.3) await sleep(20)
      processes[1]?.kill('SIGSTOP')
      await sleep(FROZEN_MS)
      processes[1]?.kill('SIGCONT')
    })
    expectWhole('two processes, one frozen', history)
    // at most what it was sending when it froze
    expect(history.sentAgain).toBeLessThanOrEqual(16)
  })

  it(`four of them, killed ${KILLS} times in all, lose nothing`, { timeout: 900_000 }, async () => {
    const history = await runLoad(4, async ({ processes, restart }: Load) => {
      // two at a time: there is always somebody to answer
      await Promise.all(
        [0, 1].map(async (index) => {
          for (let kills = 0; kills < KILLS / 2; kills++) {
            await sleep(200 + Math.random() * 600)
            processes[index]?.kill('SIGKILL')
            await restart(index)
          }
        }),
      )
    })
    expectWhole(`four processes, ${KILLS} kills`, history)
    expect(history.sentAgain).toBeLessThanOrEqual(KILLS * 16)
  })

  it.skipIf(noRestart !== '')(
    `four of them, the database restarted three times under load, lose and double nothing${noRestart}`,
    { timeout: 900_000 },
    async () => {
      const history = await runLoad(4, async ({ progress }: Load) => {
        for (const share of [0.2, 0.5, 0.8]) {
          while (progress() < share) await sleep(20)
          restartServer?.()
        }
      })
      expectWhole('four processes, three restarts of the database', history)
      expect(history.sentAgain).toBe(0)
    },
  )
})

function expectWhole(name: string, history: History): void {
  const { messages, replies, sentAgain, ...wrong } = history
  console.log(`${name}: ${messages} messages, ${replies} replies, ${sentAgain} sent again`, wrong)
  expect(messages).toBe(MESSAGES)
  expect(wrong).toEqual({ lost: [], doubled: [], mixed: [], unsent: [], shuffled: [] })
}
