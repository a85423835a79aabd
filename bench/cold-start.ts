import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./start-cold.ts', import.meta.url))

/** Milliseconds from nothing. */
export interface ColdStart {
  /** From the first line of the program: reading the model, making the matcher, answering once. */
  readonly ready: number
  /** From the launch of Node. */
  readonly process: number
  /** Of processor, Node's own start included: what it would take on a machine with nothing else to do, or less. */
  readonly processor: number
}

/** Starts afresh five times; the middle one is told. */
export function measureColdStart(): ColdStart {
  const runs = Array.from({ length: 5 }, () => {
    const started = performance.now()
    const told = JSON.parse(execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8' })) as Omit<
      ColdStart,
      'process'
    >
    return {
      ready: Math.round(told.ready),
      process: Math.round(performance.now() - started),
      processor: Math.round(told.processor),
    }
  })
  return runs.toSorted((a, b) => a.process - b.process)[2] ?? { ready: 0, process: 0, processor: 0 }
}
