import type { BenchSet } from './bench-sets.ts'
import { type ChildEngine, OutOfTime, startChild } from './child-engine.ts'
import { COMPARED, type EngineName } from './create-engine.ts'
import { measureEngine, type Understanding } from './measure-engine.ts'
import { measureSpeed, type Speed } from './measure-speed.ts'
import type { Reply } from './worker.ts'

export interface Row extends Speed {
  readonly engine: EngineName
  /** Null for the variants of ours of which only speed and memory are looked at, and for what was not trained in time. */
  readonly understanding: Understanding | null
  /** Processor seconds, all threads: other work on the machine does not count. Null: not trained within the time given. */
  readonly trainProcessorSeconds: number | null
  readonly trainSeconds: number | null
  readonly peakMegabytes: number | null
}

export interface SetReport {
  readonly id: string
  readonly name: string
  readonly limit: number
  /** Minutes an engine had to train, and as many to answer. */
  readonly minutes: number
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

/** Messages asked of one engine: a set at a pace, and no longer. */
export interface Pace {
  readonly limit: number
  readonly atOnce: number
  /** For training, and again for answering. */
  readonly minutes: number
}

/** Trains and asks every engine on one set, each in a process of its own; then those still there are timed in turn. */
export async function measureSet(
  set: BenchSet,
  { limit, atOnce, minutes }: Pace,
  log: (line: string) => void,
): Promise<SetReport> {
  const ours: EngineName[] = set.setup.recipe === 'catalogue' ? ['passerelle ×10', 'passerelle, committed'] : []
  const children = [...COMPARED, ...ours].map((name) => startChild(name))
  const mostMs = minutes * 60_000
  try {
    const measured = await runTasks(
      children.map((child) => () => measureOne(child, set, { limit, mostMs, log })),
      atOnce,
    )
    const trained = children.filter((_, at) => measured[at] !== null)
    const speeds = await measureSpeed(trained, set, mostMs)
    const rows: Row[] = []
    for (const [at, child] of children.entries()) {
      const one = measured[at] ?? null
      rows.push({
        engine: child.name,
        understanding: one?.understanding ?? null,
        trainProcessorSeconds: one?.trained.processorSeconds ?? null,
        trainSeconds: one?.trained.seconds ?? null,
        ...(speeds.get(child) ?? { median: null, p99: null }),
        peakMegabytes: one === null ? null : await child.peakMegabytes(),
      })
    }
    return {
      id: set.id,
      name: set.name,
      limit,
      minutes,
      trained: set.train.length,
      inside: set.inside.length,
      outside: set.outside.length,
      rows,
    }
  } finally {
    for (const child of children) child.stop()
  }
}

/** Null when it was not trained in time. */
async function measureOne(
  child: ChildEngine,
  set: BenchSet,
  { limit, mostMs, log }: { limit: number; mostMs: number; log: (line: string) => void },
): Promise<{ trained: Extract<Reply, { kind: 'trained' }>; understanding: Understanding | null } | null> {
  try {
    const trained = await child.train(set.setup, set.train, mostMs)
    log(`${set.name}: ${child.name} trained in ${trained.processorSeconds.toFixed(1)} s of processor.`)
    if (!COMPARED.includes(child.name)) return { trained, understanding: null }
    const understanding = await measureEngine(child, set, limit, mostMs)
    log(`${set.name}: ${child.name} ${understanding.right} % right of ${understanding.messages}.`)
    return { trained, understanding }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error
    log(`${set.name}: ${error.message}`)
    return null
  }
}
