import type { FastifyInstance } from 'fastify'
import type { Passerelle } from '../passerelle.ts'

/** Mounts the pages of mediators, leads and curators under `/console`. */
export async function registerConsole(_app: FastifyInstance, _passerelle: Passerelle): Promise<void> {}
