import { sql } from 'kysely'
import { flag, json, owned, required, time, zero } from '../store/columns.ts'
import type { Migrations } from '../store/migrate.ts'

export interface ConversationsTable {
  id: string
  network_id: string
  channel: string
  /** keyed hash of who writes; null once erased, so that the next message starts anew */
  person_hash: string | null
  /** where to answer, encrypted; null once erased */
  address: string | null
  status: string
  state: string
  content_version: string
  created_at: number
  updated_at: number
  closed_at: number | null
  /** 1: forget the address as soon as the last reply (the receipt) is out */
  erasing: number
  due_at: number
  claimed_by: string
  claimed_until: number
  /** when the person last wrote, by their platform's clock; null before this was noted */
  heard_at: number | null
}

export interface InboxTable {
  id: string
  network_id: string
  channel: string
  /** the channel's own id of the message: seen before means done before */
  native_id: string
  conversation_id: string
  /** masked activity as JSON; emptied by an erasure, while the key stays */
  activity: string
  received_at: number
  state: 'pending' | 'done' | 'failed'
  error: string | null
}

export interface OutboxTable {
  id: string
  network_id: string
  conversation_id: string
  channel: string
  reply: string
  state: 'pending' | 'sent' | 'dead'
  attempts: number
  native_id: string | null
  error: string | null
  created_at: number
  sent_at: number | null
  /** when the platform last told us of it after taking it (taken, delivered, read) */
  receipt_at: number | null
  due_at: number
  claimed_by: string
  claimed_until: number
}

export interface TranscriptTable {
  id: string
  network_id: string
  conversation_id: string
  at: number
  author: 'person' | 'bot' | 'mediator'
  text: string
  reply_id: string | null
  /** the reply's choices as JSON, null for what people write */
  choices: string | null
  content_version: string | null
  /** what a line came with: « photo:… », its platform's reference sealed (see attachments.ts) */
  attachment: string | null
}

export interface ScheduledTable {
  id: string
  network_id: string
  conversation_id: string
  due_at: number
  job: string
}

export interface MessagingTables {
  conversations: ConversationsTable
  inbox: InboxTable
  outbox: OutboxTable
  transcript: TranscriptTable
  scheduled: ScheduledTable
}

export const messagingMigrations: Migrations = {
  '0001-messaging': {
    async up(db) {
      await owned(db.schema.createTable('conversations'))
        .addColumn('channel', 'text', required)
        .addColumn('person_hash', 'text')
        .addColumn('address', 'text')
        .addColumn('status', 'text', required)
        .addColumn('state', json, required)
        .addColumn('content_version', 'text', required)
        .addColumn('created_at', time, required)
        .addColumn('updated_at', time, required)
        .addColumn('closed_at', time)
        .addColumn('erasing', flag, zero)
        .addColumn('due_at', time, required)
        .addColumn('claimed_by', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('claimed_until', time, zero)
        .addUniqueConstraint('conversations_person', ['network_id', 'channel', 'person_hash'])
        .execute()
      await db.schema.createIndex('conversations_due').on('conversations').column('due_at').execute()
      await owned(db.schema.createTable('inbox'))
        .addColumn('channel', 'text', required)
        .addColumn('native_id', 'text', required)
        .addColumn('conversation_id', 'text', required)
        .addColumn('activity', json, required)
        .addColumn('received_at', time, required)
        .addColumn('state', 'text', required)
        .addColumn('error', 'text')
        .addUniqueConstraint('inbox_once', ['network_id', 'channel', 'native_id'])
        .execute()
      await db.schema.createIndex('inbox_waiting').on('inbox').columns(['conversation_id', 'state']).execute()
      await owned(db.schema.createTable('outbox'))
        .addColumn('conversation_id', 'text', required)
        .addColumn('channel', 'text', required)
        .addColumn('reply', json, required)
        .addColumn('state', 'text', required)
        .addColumn('attempts', 'integer', zero)
        .addColumn('native_id', 'text')
        .addColumn('error', 'text')
        .addColumn('created_at', time, required)
        .addColumn('sent_at', time)
        .addColumn('due_at', time, required)
        .addColumn('claimed_by', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('claimed_until', time, zero)
        .execute()
      await db.schema.createIndex('outbox_due').on('outbox').column('due_at').execute()
      await db.schema.createIndex('outbox_conversation').on('outbox').columns(['conversation_id', 'id']).execute()
      await owned(db.schema.createTable('transcript'))
        .addColumn('conversation_id', 'text', required)
        .addColumn('at', time, required)
        .addColumn('author', 'text', required)
        .addColumn('text', 'text', required)
        .addColumn('reply_id', 'text')
        .addColumn('choices', json)
        .addColumn('content_version', 'text')
        .execute()
      await db.schema
        .createIndex('transcript_conversation')
        .on('transcript')
        .columns(['conversation_id', 'id'])
        .execute()
      await owned(db.schema.createTable('scheduled'))
        .addColumn('conversation_id', 'text', required)
        .addColumn('due_at', time, required)
        .addColumn('job', json, required)
        .execute()
      await db.schema.createIndex('scheduled_due').on('scheduled').column('due_at').execute()
    },
  },
  '0006-attachments': {
    async up(db) {
      await db.schema.alterTable('transcript').addColumn('attachment', 'text').execute()
    },
  },
  '0012-receipts': {
    async up(db) {
      await db.schema.alterTable('conversations').addColumn('heard_at', time).execute()
      await db.schema.alterTable('outbox').addColumn('receipt_at', time).execute()
      await db.schema.createIndex('outbox_native').on('outbox').columns(['channel', 'native_id']).execute()
      await db.schema.createIndex('outbox_receipt').on('outbox').columns(['channel', 'receipt_at']).execute()
    },
  },
  // what a neighbouring network's mediator wrote was noted as that network's, whose house has not this person's channel
  '0018-replies-of-their-conversation': {
    async up(db) {
      for (const name of ['outbox', 'transcript', 'scheduled']) {
        const table = sql.table(name)
        const own = sql`(SELECT network_id FROM conversations WHERE conversations.id = ${table}.conversation_id)`
        await sql`UPDATE ${table} SET network_id = ${own} WHERE network_id <> ${own}`.execute(db)
      }
    },
  },
}
