import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbedded } from './embedded'
import { findRunning } from './embedded-note'

// Setting up a server is quick on an idle machine and not on a busy one.
vi.setConfig({ testTimeout: 120_000 })

let dataDir: string
let server: EmbeddedPostgres | undefined

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'vinkje-embedded-'))
  chmodSync(dataDir, 0o711)
})

afterEach(async () => {
  await server?.stop('immediate')
  rmSync(dataDir, { recursive: true, force: true })
})

async function query<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server?.url ?? '', { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

test('what was committed is there after the server was killed outright and started again', async () => {
  server = await startEmbedded({ dataDir })
  await query(async (sql) => {
    await sql`create table kept (word text)`
    await sql`insert into kept values ('still here')`
  })
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  server = await startEmbedded({ dataDir })
  expect(await query((sql) => sql`select word from kept`)).toEqual([{ word: 'still here' }])
})

test('a server that lost its supervisor is stopped by the next start, and its data taken up', async () => {
  const orphan = await startEmbedded({ dataDir, durable: false })
  const said: string[] = []
  server = await startEmbedded({ dataDir, durable: false, say: (line) => said.push(line) })
  await orphan.exited
  expect(said).toEqual(['A database of an earlier run was still there; stopping it first.'])
  expect(server.pid).not.toBe(orphan.pid)
})

test('a lost password is set anew, and nobody but us may read it', async () => {
  const note = path.join(dataDir, 'postgres.json')
  server = await startEmbedded({ dataDir, durable: false })
  const before = readFileSync(note, 'utf8')
  await server.stop()
  rmSync(note)
  server = await startEmbedded({ dataDir, durable: false })
  expect(readFileSync(note, 'utf8')).not.toBe(before)
  expect(statSync(note).mode & 0o777).toBe(0o600)
  expect(await findRunning(dataDir)).toBe(server.url)
})

test('it listens on this machine only, and lets nobody in without the password', async () => {
  server = await startEmbedded({ dataDir, durable: false })
  const [row] = await query((sql) => sql`select current_setting('listen_addresses') as addresses`)
  expect(row?.addresses).toBe('127.0.0.1')
  const url = new URL(server.url)
  url.password = 'guessed'
  const stranger = postgres(url.toString(), { max: 1 })
  await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' })
  await stranger.end({ timeout: 1 })
})
