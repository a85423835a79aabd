import type { FastifyInstance } from 'fastify'
import { hasAccounts, inviteAccount } from '../../network/people/sessions.ts'
import { readConfig } from '../config.ts'
import { listen } from '../http/listen.ts'
import { createServer } from '../http/server.ts'
import { createLog } from '../log.ts'
import { openPasserelle, type Passerelle } from '../passerelle.ts'
import { runUntilStopped } from '../run-until-stopped.ts'

/** The service: chat, console, workers. Says where they are, and on the first day how to make the first account. */
export async function run(): Promise<void> {
  const config = readConfig()
  const passerelle = await openPasserelle(config, createLog(config.logLevel))
  const app = await serveOrStop(passerelle)
  const stopped = runUntilStopped(app.server, passerelle)
  console.log(`Chat:    ${app.url}/\nConsole: ${app.url}/console`)
  if (!(await hasAccounts(passerelle.store, config.networkId))) console.log(await firstInvitation(passerelle, app.url))
  await stopped
}

/** Whatever stops the server from starting, the workers stop too. */
async function serveOrStop(passerelle: Passerelle): Promise<{ server: FastifyInstance; url: string }> {
  try {
    const server = await createServer(passerelle)
    return { server, url: await listen(server, passerelle.config) }
  } catch (error) {
    await passerelle.stop()
    throw error
  }
}

async function firstInvitation({ config, now, store }: Passerelle, url: string): Promise<string> {
  const token = await inviteAccount(store, config.networkId, 'admin', now())
  return `\nNo account yet. Open this link once, within 48 hours, to make the first one (administrator):\n${url}/console/bienvenue/${token}`
}
