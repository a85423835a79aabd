import { BlockList } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { countAddresses } from '../../handoff/alerts/addresses.ts'
import { probeChannels } from '../metrics.ts'
import type { Passerelle } from '../passerelle.ts'

/** For whoever runs the service: alive, ready, each channel's state, and figures for Prometheus. */
export function addHealth(app: FastifyInstance, passerelle: Passerelle): void {
  const { store, channels, metrics } = passerelle
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      await sql`select 1`.execute(store.of<unknown>())
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database-away' })
    }
  })
  app.get('/health/channels', async (request, reply) => {
    if (!isNearby(request)) return reply.code(404).send({ status: 'not-found' })
    const states = await probeChannels(channels)
    return reply.code(states.every(([, { state }]) => state === 'up') ? 200 : 503).send(Object.fromEntries(states))
  })
  app.get('/health/alerts', async (request, reply) => {
    if (!isNearby(request)) return reply.code(404).send({ status: 'not-found' })
    const states = await probeChannels(passerelle.alerters.all)
    const failing = await countAddresses(store, passerelle.config.networkId)
    const body = { ...Object.fromEntries(states), addresses: failing }
    return reply.code(states.every(([, { state }]) => state === 'up') ? 200 : 503).send(body)
  })
  app.get('/metrics', async (request, reply) => {
    if (!isNearby(request)) return reply.code(404).send({ status: 'not-found' })
    try {
      const { type, text } = await metrics.read()
      return reply.type(type).send(text)
    } catch {
      return reply.code(503).send({ status: 'database-away' })
    }
  })
}

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8, 'ipv4')
nearby.addSubnet('10.0.0.0', 8, 'ipv4')
nearby.addSubnet('172.16.0.0', 12, 'ipv4')
nearby.addSubnet('192.168.0.0', 16, 'ipv4')
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** From this machine or its private network: how many people wait is nobody else's business. */
function isNearby({ ip }: FastifyRequest): boolean {
  const plain = ip.replace(/^::ffff:/, '')
  return nearby.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4')
}
