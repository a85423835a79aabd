import { type ColumnDefinitionBuilder, type CreateTableBuilder, sql } from 'kysely'

/** The same column types on both databases: times are epoch milliseconds, flags 0/1, JSON is text. */
export const time = 'bigint' as const
export const flag = 'integer' as const
export const json = 'text' as const

export const required = (column: ColumnDefinitionBuilder) => column.notNull()
export const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull()
export const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(sql`0`)

/** Every table says whose it is, from the first migration on. */
export function owned<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table.addColumn('id', 'text', key).addColumn('network_id', 'text', required)
}
