import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { preparing } from './prepared'

/** The database, or an open transaction of it: both read and write alike. */
export type Db = Pick<
  PostgresJsDatabase,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction' | '$with' | 'with'
>

export type Database = { db: PostgresJsDatabase; sql: postgres.Sql; close: () => Promise<void> }

/**
 * Opens a pool. Connections are made when first used, so that a build never connects.
 * @param options.max how many connections at the most.
 */
export function openDatabase(
  url: string,
  options: { max?: number; applicationName?: string } = {},
): Database {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.applicationName ?? 'vinkje' },
    // Notices of "already exists" are the normal course of migrations, not news.
    onnotice: () => undefined,
  })
  return { db: drizzle(preparing(sql)), sql, close: () => sql.end({ timeout: 5 }) }
}

const held = globalThis as { vinkjeDatabase?: Database }

/**
 * This process's pool. It lives on `globalThis`, because a hot reload and Next's own bundle each load this
 * module anew and must share the connections.
 */
export function getDatabase(): Database {
  if (!held.vinkjeDatabase) {
    const url = process.env.DATABASE_URL
    if (!url)
      throw new Error('DATABASE_URL is not set: start with npm start, which sets it for every process.')
    held.vinkjeDatabase = openDatabase(url, { max: Number(process.env.DATABASE_POOL || 10) })
  }
  return held.vinkjeDatabase
}
