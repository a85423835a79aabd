import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepOnDuty, signOnDuty } from '../../handoff/desk.ts'
import { type Account, createAccount } from '../../network/people/accounts.ts'
import type { Role } from '../../network/people/tables.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { type Config, readConfig } from '../config.ts'
import network from '../demo/network.json' with { type: 'json' }
import people from '../demo/people.json' with { type: 'json' }
import { type DemoConversation, playConversation } from '../demo/play-conversations.ts'
import { listen } from '../http/listen.ts'
import { createServer } from '../http/server.ts'
import { createLog } from '../log.ts'
import { openPasserelle, type Passerelle } from '../passerelle.ts'
import { runUntilStopped } from '../run-until-stopped.ts'
import { setApart } from '../set-apart.ts'

const ALIVE_MS = 60_000

/** The service with an invented network around Saint-Léonard-de-Noblat, in a folder of its own, made anew each time. */
export async function run(): Promise<void> {
  const config = demoConfig(readConfig())
  const passerelle = await openPasserelle(config, createLog(config.logLevel))
  try {
    const server = await createServer(passerelle)
    const url = await listen(server, config)
    const { accounts, passwords } = await fillDemo(passerelle)
    const alive = setInterval(() => void stayOnDuty(passerelle, accounts), ALIVE_MS)
    alive.unref()
    const stopped = runUntilStopped(server, passerelle)
    console.log(`Chat:    ${url}/\nChat, from a poster: ${url}/?lieu=noblat\nConsole: ${url}/console\n`)
    for (const { login, role } of people.accounts) console.log(`  ${role.padEnd(8)} ${login} / ${passwords.get(login)}`)
    await stopped
    clearInterval(alive)
  } catch (error) {
    await passerelle.stop()
    throw error
  }
}

/** Only ever the folder « demo » inside the data folder, and its own page: what is real is not touched. */
export function demoConfig(config: Config): Config {
  const dataDir = join(config.dataDir, 'demo')
  try {
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(join(dataDir, 'networks'), { recursive: true, mode: 0o700 })
    writeFileSync(join(dataDir, 'networks', `${network.id}.json`), `${JSON.stringify(network, null, 2)}\n`)
  } catch (cause) {
    throw new PasserelleError(
      'demo.cannot-write',
      `Cannot write in the data folder ${dataDir}: give its owner the right to write, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
  return { ...setApart(config, dataDir), networkId: network.id }
}

/** Accounts, then conversations: the first ones while nobody is there, so that some wait with a promise. */
export async function fillDemo(
  passerelle: Passerelle,
): Promise<{ accounts: Map<string, Account>; passwords: Map<string, string> }> {
  const { store, config, now } = passerelle
  const accounts = new Map<string, Account>()
  const passwords = new Map<string, string>()
  for (const { login, firstName, role } of people.accounts) {
    const password = newPassword()
    const made = { networkId: config.networkId, login, firstName, role: role as Role, password }
    const account = await createAccount(store, made, now())
    if (account) accounts.set(login, account)
    passwords.set(login, password)
  }
  const conversations: (DemoConversation & { before?: boolean })[] = people.conversations
  const play = (some: DemoConversation[]) => Promise.all(some.map((one) => playConversation(passerelle, one, accounts)))
  await play(conversations.filter(({ before }) => before))
  for (const login of people.onDuty) {
    const account = accounts.get(login)
    if (account) await signOnDuty(store, account.networkId, account.id, now())
  }
  await play(conversations.filter(({ before }) => !before))
  return { accounts, passwords }
}

/** Whoever went off duty from the console stays off. */
async function stayOnDuty({ store, now }: Passerelle, accounts: Map<string, Account>): Promise<void> {
  for (const { id } of accounts.values()) await keepOnDuty(store, id, now()).catch(() => {})
}

/** Easy to copy by hand: no letter that looks like a figure. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const pick = () => letters[randomInt(letters.length)]
  return [0, 1, 2].map(() => [0, 1, 2, 3].map(pick).join('')).join('-')
}
