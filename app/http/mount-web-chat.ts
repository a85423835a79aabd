import type { FastifyInstance } from 'fastify'
import type { Passerelle } from '../passerelle.ts'

/** Mounts the chat page at `/` and adds its channel. */
export async function registerWebChat(_app: FastifyInstance, _passerelle: Passerelle): Promise<void> {}
