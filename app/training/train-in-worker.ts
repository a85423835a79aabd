import { Worker } from 'node:worker_threads'
import type { TrainingOrder, TrainingReply } from './training-worker.ts'

export type Train = (order: TrainingOrder) => { readonly reply: Promise<TrainingReply>; stop(): Promise<unknown> }

const WORKER = new URL('./training-worker.ts', import.meta.url)

/** Trains and judges in a thread; the reply fails when the thread dies or is stopped. */
export const trainInWorker: Train = (order) => {
  const worker = new Worker(WORKER, { workerData: order })
  const reply = new Promise<TrainingReply>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The training thread ended without a word (${code}).`)))
  })
  // when nobody waits any more, a late failure is nobody's
  reply.catch(() => {})
  return { reply, stop: () => worker.terminate() }
}
