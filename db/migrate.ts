import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runDrizzleMigrations } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations as runWorkerMigrations } from 'graphile-worker'
import postgres from 'postgres'

/** Any number will do, as long as every version of Vinkje takes the same one. */
const lockNumber = 8465_4653

/**
 * Brings the database up to date: our tables, then those of the job runner. Two processes that start together wait
 * for each other on an advisory lock, which drizzle's migrator does not take by itself.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  // One connection: the lock belongs to it, and goes with it when this process dies.
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    await sql`select pg_advisory_lock(${lockNumber})`
    await runDrizzleMigrations(drizzle(sql), {
      migrationsFolder: path.resolve(import.meta.dirname, 'migrations'),
    })
    await runWorkerMigrations({
      connectionString: databaseUrl,
      logger: new Logger(() => () => undefined),
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
