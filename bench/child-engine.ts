import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Example } from '../intents/matcher/example.ts'
import type { EngineName } from './create-engine.ts'
import type { Setup } from './engine.ts'
import type { Order, Reply } from './worker.ts'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** An engine in a process of its own, so that its memory and its time are its own. */
export interface ChildEngine {
  readonly name: EngineName
  train(setup: Setup, examples: readonly Example[]): Promise<Extract<Reply, { kind: 'trained' }>>
  answer(texts: readonly string[]): Promise<Extract<Reply, { kind: 'answered' }>>
  peakMegabytes(): Promise<number>
  stop(): void
}

export function startChild(name: EngineName): ChildEngine {
  const child = fork(WORKER, { execArgv: ['--max-old-space-size=8000'], serialization: 'advanced' })
  const order = <K extends Reply['kind']>(what: Order, kind: K): Promise<Extract<Reply, { kind: K }>> =>
    new Promise((resolve, reject) => {
      const fail = (code: number | null): void => reject(new Error(`The process of ${name} ended (${code}).`))
      child.once('exit', fail)
      child.once('message', (reply: Reply) => {
        child.off('exit', fail)
        if (reply.kind === kind) resolve(reply as Extract<Reply, { kind: K }>)
        else reject(new Error(`${name} replied « ${reply.kind} » to « ${what.kind} ».`))
      })
      child.send(what)
    })
  return {
    name,
    train: (setup, examples) => order({ kind: 'train', engine: name, setup, examples }, 'trained'),
    answer: (texts) => order({ kind: 'answer', texts }, 'answered'),
    peakMegabytes: async () => (await order({ kind: 'memory' }, 'memory')).peakMegabytes,
    stop: () => child.disconnect(),
  }
}
