import path from 'node:path'
import postgres from 'postgres'
import type { Settings } from '@/core/platform/env'
import { DatabaseStartError } from '@/db/database-start-error'
import { type EmbeddedPostgres, startEmbedded } from '@/db/embedded'
import { findRunning } from '@/db/embedded-note'
import { describe, Failure } from './failure'
import { lockDataDir } from './lock'
import type { Output } from './output'

export type RunningDatabase = {
  url: string
  stop: (how?: 'fast' | 'immediate') => Promise<void>
}

type Options = { settings: Settings; output: Output; durable?: boolean; giveUp: (reason: Failure) => void }

/** The database of this copy: the one in DATABASE_URL, or a PostgreSQL of our own that is kept running. */
export async function startDatabase({
  settings,
  output,
  durable = true,
  giveUp,
}: Options): Promise<RunningDatabase> {
  if (settings.DATABASE_URL) {
    await requireDatabase(settings.DATABASE_URL)
    return { url: settings.DATABASE_URL, stop: async () => undefined }
  }
  const dataDir = path.resolve(settings.DATA_DIR)
  const say = (line: string) => output.line(`  ${line}`)
  let stopping = false
  let current: EmbeddedPostgres = await startEmbedded({ dataDir, durable, say })
  const { url } = current
  let deaths = 0
  const watch = () =>
    void current.exited.then(async () => {
      if (stopping) return
      deaths += 1
      try {
        if (deaths > 3)
          throw new Failure(`PostgreSQL keeps ending. See ${path.join(dataDir, 'postgres.log')}.`)
        output.from('postgres', 'ended unexpectedly; starting it again')
        // On the same port: every process has its address.
        current = await startEmbedded({ dataDir, durable, say, port: Number(new URL(url).port) })
        output.from('postgres', 'runs again')
        if (stopping) await current.stop()
        else watch()
      } catch (error) {
        giveUp(new Failure(describe(error)))
      }
    })
  watch()
  return {
    url,
    stop: async (how) => {
      stopping = true
      await current.stop(how)
    },
  }
}

/**
 * The database for a script beside `npm start`: the one in DATABASE_URL, the embedded one when it runs, or else the
 * embedded one started for as long as `work` takes.
 */
export async function withDatabase<T>(
  settings: Settings,
  output: Output,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const dataDir = path.resolve(settings.DATA_DIR)
  if (!settings.DATABASE_URL) {
    const running = await findRunning(dataDir)
    if (running) return work(running)
  }
  const lock = settings.DATABASE_URL ? undefined : lockDataDir(dataDir)
  const giveUp = (reason: Failure) => output.line(reason.message)
  const database = await startDatabase({ settings, output, giveUp })
  try {
    return await work(database.url)
  } finally {
    await database.stop()
    lock?.release()
  }
}

/** Looks whether the server in DATABASE_URL can be used. @throws DatabaseStartError with one line. */
async function requireDatabase(url: string): Promise<void> {
  const where = placeOf(url)
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`
    if (row && row.version >= 150_000) return
  } catch (error) {
    throw new DatabaseStartError(`DATABASE_URL: ${reasonOf(error, where)}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
  throw new DatabaseStartError(
    `DATABASE_URL: the server at ${where} is older than PostgreSQL 15. Use 15 or newer.`,
  )
}

/** Host, port and database, without the password. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}

function reasonOf(error: unknown, where: string): string {
  const { code, message } = error as { code?: string; message: string }
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${where}. Start that PostgreSQL, or unset DATABASE_URL to use the embedded one.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host of the name in ${where}. Correct it, or unset DATABASE_URL to use the embedded one.`
    case 'CONNECT_TIMEOUT':
      return `no answer from ${where} within 10 seconds. Check the address and the firewall in between.`
    case '28P01':
    case '28000':
      return `${where} refuses this name and password. Correct them.`
    case '3D000':
      return `there is no such database at ${where}. Make it first: CREATE DATABASE.`
    default:
      return `${where} cannot be used: ${message}`
  }
}
