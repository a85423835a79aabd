import type { Audible } from '../../bot/activity.ts'
import type { HearingTables } from '../../messaging/hearing-tables.ts'
import type { Made } from '../../messaging/senses.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openTestHouse, type Person, settle } from '../house.ts'
import { until } from '../telegram/until.ts'

export interface ScriptedSenses {
  listens: boolean
  reads: boolean
  /** what the next things are made of, in order; a throw is a break */
  script: (Made | Error | Promise<Made>)[]
  /** every file that was asked to be heard, as text */
  heard: string[]
}

/** A house whose channel gives its files back, and whose ears and eyes say what the test wrote. */
export async function openMediaHouse() {
  const senses: ScriptedSenses = { listens: true, reads: true, script: [], heard: [] }
  const house = await openTestHouse(
    {},
    {
      get listens() {
        return senses.listens
      },
      get reads() {
        return senses.reads
      },
      async hear(_media: Audible, files: Uint8Array[]) {
        senses.heard.push(...files.map((file) => Buffer.from(file).toString()))
        const next = await senses.script.shift()
        if (next === undefined || next instanceof Error) throw next ?? new Error('nothing is scripted')
        return next
      },
      stop: async () => {},
    },
  )
  const { channels, store } = house.passerelle
  const files = new Map<string, Uint8Array>()
  const test = channels.get('test')
  if (!test) throw new Error('The test channel is missing.')
  channels.set('test', {
    ...test,
    async download(reference) {
      const body = files.get(reference)
      if (!body) throw new Error('This file is gone.')
      return { body: new Uint8Array(body).buffer, type: 'application/octet-stream' }
    },
  })
  const db = store.of<MessagingTables & HearingTables>()
  const idle = async () => (await db.selectFrom('hearings').select('id').execute()).length === 0

  return {
    ...house,
    senses,
    files,
    db,
    /** sends a thing with a file behind it, and waits until all that follows from it is said */
    async sendsFile(person: Person, media: 'voice' | 'photo' | 'document', content = media as string) {
      files.set(`ref-${content}`, Buffer.from(content))
      await person.sends({ kind: 'media', media, reference: `ref-${content}` })
      await allHeard()
    },
    async says(person: Person, text: string) {
      await person.sends({ kind: 'text', text })
      await allHeard()
    },
    /** how many files are still kept of this person, by reference */
    attached: async (person: Person) => (await linesOf(person)).filter(({ attachment }) => attachment !== null).length,
    lines: async (person: Person) => (await linesOf(person)).map(({ text }) => text),
    /** what the next things are made of; forgets what was heard before */
    expects(...script: ScriptedSenses['script']) {
      Object.assign(senses, { listens: true, reads: true, script, heard: [] })
      return house.newPerson()
    },
    allHeard,
  }

  async function linesOf(person: Person) {
    const conversation = await person.conversationRow()
    return db
      .selectFrom('transcript')
      .select(['text', 'attachment'])
      .where('conversation_id', '=', conversation?.id ?? '')
      .orderBy('id')
      .execute()
  }

  async function allHeard() {
    await until(idle)
    await settle(house.passerelle)
  }
}

export type MediaHouse = Awaited<ReturnType<typeof openMediaHouse>>
export const ids = (person: Person) => person.replies().map((reply) => reply.id)
