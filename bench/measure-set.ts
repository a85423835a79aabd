import type { BenchSet } from './bench-sets.ts'
import { startChild } from './child-engine.ts'
import { COMPARED, type EngineName } from './create-engine.ts'
import { measureEngine, type Understanding } from './measure-engine.ts'
import { measureSpeed, type Speed } from './measure-speed.ts'

export interface Row extends Speed {
  readonly engine: EngineName
  /** Null for the variants of ours of which only speed and memory are looked at. */
  readonly understanding: Understanding | null
  /** Processor seconds, all threads: other work on the machine does not count. */
  readonly trainProcessorSeconds: number
  readonly trainSeconds: number
  readonly peakMegabytes: number
}

export interface SetReport {
  readonly id: string
  readonly name: string
  readonly limit: number
  readonly trained: number
  readonly inside: number
  readonly outside: number
  readonly rows: readonly Row[]
}

/** Runs the tasks in order, at most `atOnce` together. */
async function runTasks<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < tasks.length; at = next++) results[at] = await (tasks[at] as () => Promise<T>)()
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

/** natural looks at every word of every class for each message: it is asked fewer. */
export function messageLimit(engine: EngineName, limit: number): number {
  return engine === 'natural Bayes' ? Math.min(limit, 300) : limit
}

/** Trains and asks every engine on one set, each in a process of its own; then all are timed in turn. */
export async function measureSet(
  set: BenchSet,
  { limit, atOnce }: { limit: number; atOnce: number },
  log: (line: string) => void,
): Promise<SetReport> {
  const ours: EngineName[] = set.setup.recipe === 'catalogue' ? ['passerelle ×10', 'passerelle, committed'] : []
  const children = [...COMPARED, ...ours].map((name) => startChild(name))
  try {
    const measured = await runTasks(
      children.map((child) => async () => {
        const trained = await child.train(set.setup, set.train)
        log(`${set.name}: ${child.name} trained in ${trained.processorSeconds.toFixed(1)} s of processor.`)
        const understanding = COMPARED.includes(child.name)
          ? await measureEngine(child, set, messageLimit(child.name, limit))
          : null
        if (understanding !== null) log(`${set.name}: ${child.name} ${understanding.right} % right.`)
        return { trained, understanding }
      }),
      atOnce,
    )
    const speeds = await measureSpeed(children, set)
    const rows: Row[] = []
    for (const [at, child] of children.entries()) {
      const one = measured[at]
      const speed = speeds.get(child)
      if (one === undefined || speed === undefined) continue
      rows.push({
        engine: child.name,
        understanding: one.understanding,
        trainProcessorSeconds: one.trained.processorSeconds,
        trainSeconds: one.trained.seconds,
        ...speed,
        peakMegabytes: await child.peakMegabytes(),
      })
    }
    return {
      id: set.id,
      name: set.name,
      limit,
      trained: set.train.length,
      inside: set.inside.length,
      outside: set.outside.length,
      rows,
    }
  } finally {
    for (const child of children) child.stop()
  }
}
