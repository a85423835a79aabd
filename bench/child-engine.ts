import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Example } from '../intents/matcher/example.ts'
import type { EngineName } from './create-engine.ts'
import type { Setup } from './engine.ts'
import type { Order, Reply } from './worker.ts'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** An order that was not carried out in its time: the process is gone, whatever it was doing. */
export class OutOfTime extends Error {}

/** An engine in a process of its own, so that its memory and its time are its own, and so that it can be stopped. */
export interface ChildEngine {
  readonly name: EngineName
  /** Throws OutOfTime after `mostMs`. */
  train(setup: Setup, examples: readonly Example[], mostMs: number): Promise<Extract<Reply, { kind: 'trained' }>>
  answer(texts: readonly string[], mostMs?: number): Promise<Extract<Reply, { kind: 'answered' }>>
  peakMegabytes(): Promise<number>
  stop(): void
}

/** A few messages at most are asked at once: an engine that takes longer over them hangs. */
const ANSWER_MS = 120_000

/** `worker` is the program of the process; only tests give another. */
export function startChild(name: EngineName, worker: string = WORKER): ChildEngine {
  const child = fork(worker, { execArgv: ['--max-old-space-size=8000'], serialization: 'advanced' })
  const order = <K extends Reply['kind']>(what: Order, kind: K, mostMs: number): Promise<Extract<Reply, { kind: K }>> =>
    new Promise((resolve, reject) => {
      const fail = (code: number | null): void => settle(new Error(`The process of ${name} ended (${code}).`))
      const hear = (reply: Reply): void =>
        reply.kind === kind
          ? settle(reply as Extract<Reply, { kind: K }>)
          : settle(new Error(`${name} replied « ${reply.kind} » to « ${what.kind} ».`))
      const timer = setTimeout(() => {
        settle(new OutOfTime(`${name} did not ${what.kind} within ${Math.round(mostMs / 1000)} s.`))
        // It may be in the middle of a computation that would hear nothing for hours.
        child.kill('SIGKILL')
      }, mostMs)
      const settle = (outcome: Error | Extract<Reply, { kind: K }>): void => {
        clearTimeout(timer)
        child.off('exit', fail)
        child.off('message', hear)
        if (outcome instanceof Error) reject(outcome)
        else resolve(outcome)
      }
      child.once('exit', fail)
      child.once('message', hear)
      child.send(what)
    })
  return {
    name,
    train: (setup, examples, mostMs) => order({ kind: 'train', engine: name, setup, examples }, 'trained', mostMs),
    answer: (texts, mostMs = ANSWER_MS) => order({ kind: 'answer', texts }, 'answered', mostMs),
    peakMegabytes: async () => (await order({ kind: 'memory' }, 'memory', ANSWER_MS)).peakMegabytes,
    stop: () => {
      child.kill('SIGKILL')
    },
  }
}
