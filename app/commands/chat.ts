import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { newConversation } from '../../bot/conversation.ts'
import type { Decision } from '../../bot/decision.ts'
import { plainText } from '../../bot/reply.ts'
import { takeTurn } from '../../bot/turn.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { openPasserelle, type Passerelle } from '../passerelle.ts'
import { setApart } from '../set-apart.ts'

/**
 * The same assistant in the terminal, on a database that disappears with it. `--json`: one utterance a line on stdin, one JSON object
 * a line on stdout: `{ turn, replies: [{ id, text, choices }], effects: [{ kind, … }] }`.
 */
export async function run(args: string[]): Promise<void> {
  const json = args.includes('--json')
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-chat-'))
  const passerelle = await openPasserelle(setApart(readConfig(), dataDir), createLog('error'))
  try {
    await talk(passerelle, json)
  } finally {
    await passerelle.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function talk(passerelle: Passerelle, json: boolean): Promise<void> {
  const lines = createInterface({ input: process.stdin })
  let conversation = newConversation
  let turn = 0
  prompt(json)
  for await (const line of lines) {
    if (line.trim() === '') {
      if (!json) prompt(json)
      continue
    }
    const { masked, secrets } = maskSecrets(line)
    const decision = takeTurn(
      conversation,
      { kind: 'text', text: masked, secrets },
      await passerelle.readWorld(),
      passerelle.now(),
    )
    conversation = decision.conversation
    turn++
    process.stdout.write(json ? asJson(turn, decision) : asText(decision))
    prompt(json)
  }
}

function asJson(turn: number, { replies, effects }: Decision): string {
  return `${JSON.stringify({ turn, replies: replies.map(({ id, text, choices }) => ({ id, text, choices })), effects })}\n`
}

function asText({ replies, effects }: Decision): string {
  const said = replies.map((reply) => `\n${plainText(reply)}\n`).join('')
  const done = effects.map((effect) => effect.kind).join(', ')
  return done === '' ? said : `${said}\x1b[2m(${done})\x1b[0m\n`
}

function prompt(json: boolean) {
  if (!json && process.stdin.isTTY) process.stdout.write('\n> ')
}
