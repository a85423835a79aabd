import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { readDesk } from '../handoff/desk.ts'
import type { Channel } from '../messaging/channel.ts'
import { countWaiting } from '../messaging/count-waiting.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import type { Store } from '../store/store.ts'

/** What the house counts of itself: numbers and fixed words only, never an id, an address or a text. */
export interface Metrics {
  received(channel: string, count: number): void
  sent(channel: string): void
  turn(seconds: number): void
  answered(band: string): void
  /** the page Prometheus reads */
  read(): Promise<{ type: string; text: string }>
}

export interface MetricsParts {
  store: Store
  settings: NetworkSettingsStore
  networkId: string
  channels: Map<string, Channel>
  now: () => number
}

/** Counters are this process's own; what waits is counted in the database when the page is read, the same for every process. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  const received = counter('messages_received_total', 'Messages stored, redelivered ones included', ['channel'])
  const sent = counter('replies_sent_total', 'Replies a platform took', ['channel'])
  const answers = counter('answers_total', 'Messages matched with a topic, by how sure it was', ['band'])
  const turns = new Histogram({
    name: 'passerelle_turn_duration_seconds',
    help: 'Time to decide one turn',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  const waiting = {
    inbox: gauge('inbox_pending', 'Messages stored and not answered yet'),
    outbox: gauge('outbox_pending', 'Replies written and not sent yet'),
    deadLetters: gauge('dead_letters', 'Replies that could not be sent'),
    oldest: gauge('inbox_oldest_seconds', 'Age of the oldest message not answered yet'),
    handoff: gauge('handoff_waiting', 'Tickets no mediator has taken'),
    onDuty: gauge('mediators_on_duty', 'Mediators there now'),
    up: gauge('channel_up', '1 when the channel is alive', ['channel']),
  }

  function counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name: `passerelle_${name}`, help, labelNames, registers })
  }
  function gauge(name: string, help: string, labelNames: string[] = []) {
    return new Gauge({ name: `passerelle_${name}`, help, labelNames, registers })
  }

  async function look() {
    const { store, settings, networkId, channels, now } = parts
    const timeZone = settings.get(networkId)?.timeZone ?? 'Europe/Paris'
    const [counts, desk] = await Promise.all([
      countWaiting(store, networkId, now()),
      readDesk(store, networkId, now(), timeZone),
    ])
    waiting.inbox.set(counts.inbox)
    waiting.outbox.set(counts.outbox)
    waiting.deadLetters.set(counts.dead)
    waiting.oldest.set(counts.oldestMs / 1000)
    waiting.handoff.set(desk.waiting)
    waiting.onDuty.set(desk.onDuty)
    for (const [channel, { state }] of await probeChannels(channels))
      waiting.up.set({ channel }, state === 'up' ? 1 : 0)
  }

  return {
    received: (channel, count) => received.inc({ channel }, count),
    sent: (channel) => sent.inc({ channel }),
    turn: (seconds) => turns.observe(seconds),
    answered: (band) => answers.inc({ band }),
    async read() {
      await look()
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}

/** A channel whose probe fails or hangs is down; the others do not wait for it. */
export function probeChannels(channels: Map<string, Pick<Channel, 'probe'>>) {
  return Promise.all(
    [...channels].map(async ([name, channel]) => {
      const slow = new Promise<{ state: 'down'; reason: string; advice: string }>((resolve) =>
        setTimeout(resolve, PROBE_MS, {
          state: 'down',
          reason: 'It did not answer in time.',
          advice: 'Check the network.',
        }).unref(),
      )
      const failed = { state: 'down' as const, reason: 'It could not be asked.', advice: 'See the logs.' }
      return [name, await Promise.race([channel.probe().catch(() => failed), slow])] as const
    }),
  )
}

const PROBE_MS = 5_000
