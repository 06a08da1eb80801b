import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { campaigns, messages } from '@/db/schema/campaigns'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { requireAccount } from '../providers/accounts'
import { closeProviders, managementFor } from '../providers/whatsapp/registry'
import { expireLeases } from './leases'
import { applyStatuses } from './statuses'
import { lineOf, makeStage, openStatusTap, startTestSimulator, type TestSimulator } from './testing-stage'

let database: TestDatabase
let simulator: TestSimulator

beforeAll(async () => {
  database = await createTestDatabase()
  simulator = await startTestSimulator()
})

afterAll(async () => {
  await closeProviders()
  await simulator.stop()
  await database.drop()
})

async function startDispatcher(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'testing-dispatcher.ts')],
    {
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await lineOf(child, /(ready)/)
  return child
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

const until = (question: () => Promise<boolean>) => vi.waitUntil(question, { interval: 40, timeout: 40_000 })

test('a dispatcher that is killed in the middle: nobody gets it twice, and nobody is forgotten', {
  timeout: 60_000,
}, async () => {
  const tap = await openStatusTap()
  const now = new Date()
  const stage = await makeStage(database.db, simulator, { people: 90, now })
  const ctx = () => stage.at(new Date())
  await managementFor(await requireAccount(await ctx())).subscribeWebhook(tap.url, stage.verifyToken)
  const count = async (...states: string[]) =>
    (await database.db.select().from(messages).where(eq(messages.brandId, stage.brandId))).filter(
      ({ state }) => states.includes(state),
    ).length
  // Slow enough for the kill to fall among messages that are on their way.
  await simulator.control('POST', '/faults', { latencyMs: 60 })

  for (let kills = 1; kills <= 3; kills++) {
    const child = await startDispatcher()
    await until(async () => (await simulator.received()).size >= kills * 15)
    const gone = ended(child)
    child.kill('SIGKILL')
    await gone
  }
  const inFlight = await count('sending')
  expect(inFlight).toBeGreaterThan(0)

  // While the leases run nobody else touches those messages; after them they are listed, not sent.
  const lost = await expireLeases(await stage.at(new Date(Date.now() + 3 * 60_000)))
  expect(lost).toHaveLength(inFlight)

  const last = await startDispatcher()
  await until(
    async () =>
      (await database.db.select().from(campaigns).where(eq(campaigns.id, stage.campaignId)))[0]?.state ===
      'done',
  )
  const gone = ended(last)
  last.kill('SIGTERM')
  expect(await gone).toBe(0)

  const received = await simulator.received()
  expect([...received.values()].every((times) => times === 1)).toBe(true)
  const isRead = (id: string) => tap.statuses.some((one) => one.messageId === id && one.status === 'read')
  await tap.until(() => [...received.keys()].every(isRead))
  await applyStatuses(await ctx(), tap.statuses)
  // Whoever the simulator heard of has it; whoever it did not is still listed for somebody to decide.
  expect(await count('read')).toBe(received.size)
  expect(await count('uncertain')).toBe(90 - received.size)
  await tap.stop()
})

test('told to stop, a dispatcher ends the batch that is under way', { timeout: 60_000 }, async () => {
  const stage = await makeStage(database.db, simulator, { people: 60, now: new Date() })
  const child = await startDispatcher()
  const started = async () =>
    (await database.db.select().from(messages).where(eq(messages.brandId, stage.brandId))).some(
      (row) => row.state !== 'queued',
    )
  await until(started)
  const gone = ended(child)
  child.kill('SIGTERM')
  expect(await gone).toBe(0)
  const states = (await database.db.select().from(messages).where(eq(messages.brandId, stage.brandId))).map(
    (row) => row.state,
  )
  expect(states).not.toContain('sending')
  expect(states).toContain('accepted')
  expect(states).toContain('queued')
})
