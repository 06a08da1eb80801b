import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { DatabaseStartError } from './database-start-error'
import { ownFolder, type Place, preparePlace } from './embedded-account'
import { findBinaries } from './embedded-binaries'
import { startGuard } from './embedded-guard'
import { freePort, type Note, noteOf, stopOrphan, urlOf, writeNote } from './embedded-note'
import { settingsOf } from './embedded-settings'

/** A PostgreSQL of our own, running. See docs/decisions/0002-embedded-postgres.md. */
export type EmbeddedPostgres = {
  /** Connection string of the database `vinkje`. */
  url: string
  pid: number
  /** Resolves when it has stopped, asked or not. */
  exited: Promise<void>
  /**
   * `fast` ends the sessions and closes the books; `immediate` just stops, and the next start recovers.
   * Never takes longer than about 3 seconds.
   */
  stop: (how?: 'fast' | 'immediate') => Promise<void>
}

type Options = {
  dataDir: string
  /** False for tests: nothing survives a power cut, everything is quicker. */
  durable?: boolean
  /** The port to come back on; otherwise any that is free. */
  port?: number
  /** Told things that the operator should know. */
  say?: (line: string) => void
}

/** For programs that must not be led astray by what the person has set for a PostgreSQL of their own (PGHOST, PGDATA). */
const programEnv: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, making it first when it is not there, on a free port of 127.0.0.1.
 * An earlier one on the same data that lost its supervisor is stopped first; after a crash it recovers by itself.
 * The caller holds the lock on `dataDir`.
 * @throws DatabaseStartError
 */
export async function startEmbedded(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, durable = true, say = () => undefined } = options
  mkdirSync(dataDir, { recursive: true })
  const folder = realpathSync(dataDir)
  const place = preparePlace(folder, findBinaries(), say)
  const note = noteOf(folder)
  if (!existsSync(path.join(place.directory, 'PG_VERSION'))) makeCluster(place, note.password, durable)
  else if (!note.known) setPassword(place, note.password)
  checkVersion(place)
  await stopOrphan(place.directory, say)

  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    writeNote(folder, { password: note.password, port })
    const started = await launch(place, folder, { password: note.password, port }, durable)
    if (started) return started
    // Another program took the port in between, or the last backends of a killed server still hold its memory.
    if (attempt === 5) {
      throw new DatabaseStartError(
        `PostgreSQL did not start. Its last words are in ${path.join(folder, 'postgres.log')}.`,
      )
    }
    await wait(300 * attempt)
  }
}

/** Makes the cluster beside its final place, so that a half-made one is never taken for a whole one. */
function makeCluster({ account, binaries, directory }: Place, password: string, durable: boolean): void {
  const half = `${directory}.new`
  const passwordFile = `${directory}.password`
  for (const left of [half, passwordFile]) rmSync(left, { recursive: true, force: true })
  ownFolder(half, account)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const made = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${half}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: sorts alike on every machine, whatever locales its system has.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', env: programEnv, encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    const reason = made.error?.message ?? made.stderr.trim().split('\n').at(-1)
    throw new DatabaseStartError(`PostgreSQL could not set up its data in ${directory}: ${reason}`)
  }
  // What stands there now is empty, or a set-up that an older version of this file left half-way.
  rmSync(directory, { recursive: true, force: true })
  renameSync(half, directory)
}

/** Somebody removed postgres.json, so nobody knows the password: set a new one in single-user mode. */
function setPassword({ account, binaries, directory }: Place, password: string): void {
  const done = spawnSync(binaries.postgres, ['--single', '-D', directory, 'postgres'], {
    ...account,
    cwd: '/',
    env: programEnv,
    input: `alter user postgres password '${password}'\n`,
    encoding: 'utf8',
  })
  if (done.status !== 0) {
    const reason = done.error?.message ?? done.stderr.trim().split('\n').at(-1)
    throw new DatabaseStartError(`PostgreSQL could not open its data in ${directory}: ${reason}`)
  }
}

function checkVersion({ binaries, directory }: Place): void {
  const data = readFileSync(path.join(directory, 'PG_VERSION'), 'utf8').trim()
  const programs = binaries.version.split('.')[0]
  if (data !== programs) {
    throw new DatabaseStartError(
      `The data in ${directory} is of PostgreSQL ${data} and this is ${programs}. Take the version of Vinkje that made it, or move the folder away to begin anew.`,
    )
  }
}

/** @returns undefined when the server gave up by itself before it answered. */
async function launch(
  place: Place,
  folder: string,
  note: Note,
  durable: boolean,
): Promise<EmbeddedPostgres | undefined> {
  const logFile = path.join(folder, 'postgres.log')
  const log = openSync(logFile, 'w', 0o600)
  const settings = settingsOf(durable)
  const child = spawn(
    place.binaries.postgres,
    ['-D', place.directory, '-p', String(note.port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...place.account,
      cwd: '/',
      env: programEnv,
      // A session of its own: Ctrl-C in the terminal must not stop the database before its users.
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null
  if (!(await answers(note, running))) {
    if (running()) child.kill('SIGQUIT')
    return undefined
  }
  const guard = startGuard(child.pid as number)
  void exited.then(guard.dismiss)
  // The database must not keep a one-off script alive that has said all it had to say.
  child.unref()
  return {
    url: urlOf(note, 'vinkje'),
    pid: child.pid as number,
    exited,
    stop: (how = 'fast') => stop(child, exited, how),
  }
}

async function stop(child: ChildProcess, exited: Promise<void>, how: 'fast' | 'immediate'): Promise<void> {
  const within = async (ms: number) => Promise.race([exited.then(() => true), wait(ms, false)])
  child.ref()
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
  if (await within(2000)) return
  child.kill('SIGQUIT')
  if (await within(500)) return
  child.kill('SIGKILL')
  await exited
}

/** Waits until the server takes connections (recovery after a crash may take a while) and has our database. */
async function answers(note: Note, running: () => boolean): Promise<boolean> {
  const giveUpAt = Date.now() + 120_000
  while (running() && Date.now() < giveUpAt) {
    const sql = postgres(urlOf(note, 'postgres'), { max: 1, connect_timeout: 5, onnotice: () => undefined })
    try {
      const found = await sql`select 1 from pg_database where datname = 'vinkje'`
      if (found.length === 0) await sql`create database vinkje`
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      // 57P03: still starting up. 28P01: another server answers on this port.
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'CONNECT_TIMEOUT' && code !== 'ECONNRESET')
        return false
      await wait(50)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  return false
}
