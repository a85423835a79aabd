import { readFileSync } from 'node:fs'
import type { Example } from '../intents/matcher/example.ts'
import { createEngine, type EngineName } from './create-engine.ts'
import type { Answer, Engine, Setup } from './engine.ts'

/** What the parent asks of a child that holds one engine. */
export type Order =
  | {
      readonly kind: 'train'
      readonly engine: EngineName
      readonly setup: Setup
      readonly examples: readonly Example[]
    }
  | { readonly kind: 'answer'; readonly texts: readonly string[] }
  | { readonly kind: 'memory' }

export type Reply =
  | { readonly kind: 'trained'; readonly seconds: number; readonly processorSeconds: number }
  | { readonly kind: 'answered'; readonly answers: readonly Answer[]; readonly milliseconds: readonly number[] }
  | { readonly kind: 'memory'; readonly peakMegabytes: number }

let engine: Engine | null = null

/** Linux counts the parent's memory in `resourceUsage` of a child just started; its own high-water mark is in /proc. */
function peakMegabytes(): number {
  try {
    const own = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (own !== undefined) return Math.round(Number(own) / 1024)
  } catch {
    // Not Linux.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

async function obey(order: Order): Promise<Reply> {
  if (order.kind === 'memory') return { kind: 'memory', peakMegabytes: peakMegabytes() }
  if (order.kind === 'train') {
    const started = performance.now()
    const before = process.cpuUsage()
    engine = createEngine(order.engine, order.setup)
    await engine.train(order.examples)
    const { user, system } = process.cpuUsage(before)
    return { kind: 'trained', seconds: (performance.now() - started) / 1e3, processorSeconds: (user + system) / 1e6 }
  }
  const answers: Answer[] = []
  const milliseconds: number[] = []
  for (const text of order.texts) {
    const started = performance.now()
    const answer = engine?.answer(text)
    const settled = answer instanceof Promise ? await answer : answer
    milliseconds.push(performance.now() - started)
    if (settled !== undefined) answers.push(settled)
  }
  return { kind: 'answered', answers, milliseconds }
}

process.on('message', (order: Order) => {
  void obey(order).then((reply) => process.send?.(reply))
})
