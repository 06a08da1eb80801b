import { randomBytes } from 'node:crypto'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { openDatabase } from './client'

export type TestDatabase = {
  url: string
  db: PostgresJsDatabase
  sql: postgres.Sql
  /** Closes the pool and removes the database. Call it in `afterAll`. */
  drop: () => Promise<void>
}

/** Where the set-up of a test run (db/testing-setup.ts) leaves word for the processes that run the tests. */
export const serverVariable = 'VINKJE_TEST_SERVER'
export const templateVariable = 'VINKJE_TEST_TEMPLATE'

/** The same server, another database. */
export function onServer(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

/** Runs one statement that belongs to no database in particular, such as CREATE DATABASE. */
export async function administer(serverUrl: string, statement: string): Promise<void> {
  const sql = postgres(onServer(serverUrl, 'postgres'), { max: 1, onnotice: () => undefined })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * A fresh, migrated, empty database for one test file, cloned from the template of this test run. Files that run
 * side by side do not meet.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[serverVariable]
  const template = process.env[templateVariable]
  if (!server || !template)
    throw new Error('createTestDatabase works under vitest only: its set-up starts the server.')
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  const url = onServer(server, name)
  const { db, sql, close } = openDatabase(url, { max: 8, applicationName: 'vinkje-test' })
  return {
    url,
    db,
    sql,
    drop: async () => {
      await close()
      await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}
