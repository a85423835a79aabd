import type { Order, Reply } from '../../bench/worker.ts'

// A process that trains for ever when it is given an example, and answers a batch in a few milliseconds.
process.on('message', (order: Order) => {
  if (order.kind === 'train') {
    while (order.examples.length > 0);
    send({ kind: 'trained', seconds: 0, processorSeconds: 0 })
  }
  if (order.kind === 'answer') {
    const answers = order.texts.map(() => ({ topic: 'a', score: 1, stated: true }))
    setTimeout(() => send({ kind: 'answered', answers, milliseconds: answers.map(() => 1) }), 5)
  }
})

function send(reply: Reply): void {
  process.send?.(reply)
}
