import path from 'node:path'
import postgres from 'postgres'
import { root } from '../run'
import { runOneOff } from './one-off'
import type { Output } from './output'

/** What a database holds: nothing yet, demo data that was interrupted half-way, or something to keep. */
type DemoState = 'empty' | 'half' | 'filled'

async function withConnection<T>(databaseUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Demo data is made by the product's own commands in many transactions, so it can be interrupted. Whether it was
 * finished is noted beside drizzle's own record of migrations: it is about this database, not about the product.
 */
export function readDemoState(databaseUrl: string): Promise<DemoState> {
  return withConnection(databaseUrl, async (sql) => {
    await sql`create table if not exists drizzle.demo_data (begun_at timestamptz not null, finished_at timestamptz)`
    const [mark] = await sql`select finished_at from drizzle.demo_data`
    if (mark) return mark.finished_at ? 'filled' : 'half'
    const [row] = await sql`select exists (select from brands) as filled`
    return row?.filled ? 'filled' : 'empty'
  })
}

/** Removes everything of ours from the database. Migrations begin anew after it. */
export function wipe(databaseUrl: string): Promise<void> {
  return withConnection(databaseUrl, async (sql) => {
    await sql`drop schema if exists graphile_worker, drizzle, public cascade`
    await sql`create schema public`
  })
}

type SeedOptions = {
  databaseUrl: string
  env: NodeJS.ProcessEnv
  output: Output
  signal: AbortSignal
}

/** Fills an empty database with the demo brand, in a process of its own. The simulator must run. */
export async function seedInProcess({ databaseUrl, env, output, signal }: SeedOptions): Promise<void> {
  await withConnection(databaseUrl, (sql) => sql`insert into drizzle.demo_data (begun_at) values (now())`)
  await output.during('Half a year of demo data', (step) =>
    runOneOff({
      what: 'Making the demo data',
      args: ['--import', 'tsx', path.join(root, 'scripts', 'supervisor', 'seed-process.ts')],
      env: { ...env, DATABASE_URL: databaseUrl },
      output,
      signal,
      onMessage: (message) => {
        if (typeof message === 'string') step.update(message)
      },
    }),
  )
  await withConnection(databaseUrl, (sql) => sql`update drizzle.demo_data set finished_at = now()`)
}
