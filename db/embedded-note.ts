import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'

/** What `<dataDir>/postgres.json` keeps (mode 600), so that the db:* scripts can join a server that runs. */
export type Note = { password: string; port: number }

const fileOf = (dataDir: string) => path.join(dataDir, 'postgres.json')

function readNote(dataDir: string): Note | undefined {
  try {
    const note = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Note
    return typeof note.password === 'string' && typeof note.port === 'number' ? note : undefined
  } catch {
    return undefined
  }
}

/** The password of the server on this data: the one it has, or a new one when nobody knows it. */
export function noteOf(dataDir: string): { password: string; known: boolean } {
  const note = readNote(dataDir)
  return note
    ? { password: note.password, known: true }
    : { password: randomBytes(24).toString('base64url'), known: false }
}

export function writeNote(dataDir: string, note: Note): void {
  const file = fileOf(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function urlOf(note: Note, database: string): string {
  return `postgres://postgres:${note.password}@127.0.0.1:${note.port}/${database}`
}

/** The connection string of the embedded PostgreSQL that runs on this data now, if one does. */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  const note = readNote(dataDir)
  if (!note) return undefined
  const url = urlOf(note, 'vinkje')
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => undefined })
  try {
    await sql`select 1`
    return url
  } catch {
    return undefined
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** A port of 127.0.0.1 that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0))
    })
  })
}

/**
 * Stops a PostgreSQL on this data that an earlier, killed run left behind: two on one data folder cannot be, and
 * its settings may be old.
 */
export async function stopOrphan(directory: string, say: (line: string) => void): Promise<void> {
  const pidFile = path.join(directory, 'postmaster.pid')
  let pid: number
  try {
    pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  } catch {
    return
  }
  if (!(pid > 0) || !isPostgresOf(pid, directory)) {
    // The number belongs to another program by now; PostgreSQL would take that one for a server and refuse.
    rmSync(pidFile, { force: true })
    return
  }
  say('A database of an earlier run was still there; stopping it first.')
  const patience = [
    ['SIGINT', 8000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 1000],
  ] as const
  for (const [signal, ms] of patience) {
    send(pid, signal)
    const until = Date.now() + ms
    while (isPostgresOf(pid, directory) && Date.now() < until) await wait(50)
    if (!isPostgresOf(pid, directory)) return
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function isPostgresOf(pid: number, directory: string): boolean {
  try {
    const command = execFileSync('ps', ['-o', 'args=', '-ww', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(directory)
  } catch {
    // ps says by its exit code that there is no such process. Where there is no ps, /proc tells.
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(directory)
    } catch {
      return false
    }
  }
}
