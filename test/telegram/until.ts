import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for something that will come; says so when it does not. */
export async function until(holds: () => boolean | Promise<boolean>, forMs = 20_000): Promise<void> {
  const end = Date.now() + forMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${forMs} ms for: ${holds.toString()}`)
    await sleep(10)
  }
}
