import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { brands } from '@/db/schema/brands'
import { staff, staffEvents, staffSessions } from '@/db/schema/staff'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { Context } from '../platform/context'
import { newId } from '../platform/ids'
import { updateBrandFacts } from './brand-facts'
import { ensureStaff, grantRole, signInWithPassword, signOut, signOutEverywhere } from './commands'
import { openBrand, openBrandForSystem } from './gate'
import { listOwnBrands, listStaff } from './queries'
import { findSession, listDevices } from './sessions'

const start = new Date('2026-11-23T08:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const password = 'tweewieler-noord'

let database: TestDatabase
let staffIds: Record<'owner' | 'viewer' | 'stranger', string>

const visitor = (now = start): Context => ({ db: database.db, actor: { type: 'visitor' }, now })
const system = (now = start): Context => ({ db: database.db, actor: { type: 'system', job: 'test' }, now })
const acting = (who: keyof typeof staffIds, now = start): Context => ({
  db: database.db,
  actor: { type: 'staff', staffId: staffIds[who] },
  now,
})
const signIn = (email: string, now = start, typed = password) =>
  signInWithPassword(visitor(now), { email, password: typed, stay: false })

beforeAll(async () => {
  database = await createTestDatabase()
  const brand = (slug: string) => ({
    id: newId(start),
    slug,
    name: slug,
    legalName: `${slug} B.V.`,
    contactEmail: 'post@example.com',
    postalAddress: 'Straat 1, Amsterdam',
    websiteUrl: 'https://example.com',
    privacyUrl: 'https://example.com/privacy',
    theme: { primary: '#000', onPrimary: '#fff', ink: '#000', onInk: '#fff' },
    defaultLocale: 'nl' as const,
    timeZone: 'Europe/Amsterdam',
    defaultCountry: 'NL',
    createdAt: start,
  })
  const noord = brand('noord')
  await database.db.insert(brands).values([noord, brand('zuid')])
  const make = async (name: string) =>
    (await ensureStaff(system(), { email: `${name}@noord.example`, name, password })).id
  staffIds = { owner: await make('owner'), viewer: await make('viewer'), stranger: await make('stranger') }
  const ctx = await openBrandForSystem(system(), noord.id)
  await grantRole(ctx, { staffId: staffIds.owner, role: 'owner' })
  await grantRole(ctx, { staffId: staffIds.viewer, role: 'viewer' })
})

afterAll(() => database.drop())

describe('signing in', () => {
  test('opens a session that is found until its twelve hours are over', async () => {
    const { sessionId, staffId } = await signIn('Owner@Noord.example ')
    expect(staffId).toBe(staffIds.owner)
    expect(await findSession(visitor(after(11 * 60)), sessionId)).toMatchObject({
      email: 'owner@noord.example',
    })
    expect(await findSession(visitor(after(12 * 60)), sessionId)).toBeUndefined()
  })

  test('lasts thirty days for whoever asks to stay signed in', async () => {
    const { sessionId } = await signInWithPassword(visitor(), {
      email: 'owner@noord.example',
      password,
      stay: true,
    })
    expect(await findSession(visitor(after(29 * 24 * 60)), sessionId)).toBeDefined()
    expect(await findSession(visitor(after(30 * 24 * 60)), sessionId)).toBeUndefined()
  })

  test('says the same of an unknown address and a wrong password', async () => {
    await expect(signIn('nobody@noord.example')).rejects.toMatchObject({ code: 'sign-in-failed', params: {} })
    await expect(signIn('owner@noord.example', start, 'wrong')).rejects.toMatchObject({
      code: 'sign-in-failed',
      params: {},
    })
  })

  test('locks after eight wrong tries for fifteen minutes, even for the right password', async () => {
    const email = 'stranger@noord.example'
    const tries = Array.from({ length: 8 }, () => signIn(email, start, 'wrong'))
    for (const outcome of await Promise.allSettled(tries)) expect(outcome.status).toBe('rejected')
    await expect(signIn(email, after(1))).rejects.toMatchObject({
      code: 'sign-in-locked',
      params: { minutes: 14 },
    })
    await expect(signIn(email, after(15))).resolves.toMatchObject({ staffId: staffIds.stranger })
    const events = await database.db
      .select()
      .from(staffEvents)
      .where(eq(staffEvents.staffId, staffIds.stranger))
    expect(events.map((event) => event.action).sort()).toEqual([
      'locked',
      ...Array.from({ length: 7 }, () => 'sign-in-failed'),
      'signed-in',
    ])
  })

  test('forgets wrong tries after a right one', async () => {
    await expect(signIn('viewer@noord.example', start, 'wrong')).rejects.toThrow()
    await signIn('viewer@noord.example')
    const [row] = await database.db.select().from(staff).where(eq(staff.id, staffIds.viewer))
    expect(row?.failedSignIns).toBe(0)
  })
})

describe('sessions', () => {
  test('are written as seen at most once a minute', async () => {
    const { sessionId } = await signIn('owner@noord.example')
    const seen = async () => {
      const [row] = await database.db.select().from(staffSessions).where(eq(staffSessions.id, sessionId))
      return row?.lastSeenAt
    }
    await findSession(visitor(after(0.5)), sessionId)
    expect(await seen()).toEqual(start)
    await findSession(visitor(after(5)), sessionId)
    expect(await seen()).toEqual(after(5))
  })

  test('end at once when signed out, and only one’s own', async () => {
    const { sessionId } = await signIn('owner@noord.example')
    await signOut(acting('viewer'), sessionId)
    expect(await findSession(visitor(), sessionId)).toBeDefined()
    await signOut(acting('owner'), sessionId)
    expect(await findSession(visitor(), sessionId)).toBeUndefined()
  })

  test('all end when signed out everywhere', async () => {
    const one = await signIn('viewer@noord.example')
    const two = await signIn('viewer@noord.example')
    await signOutEverywhere(acting('viewer'))
    expect(await findSession(visitor(), one.sessionId)).toBeUndefined()
    expect(await findSession(visitor(), two.sessionId)).toBeUndefined()
    expect(await listDevices(acting('viewer'))).toEqual([])
  })
})

describe('brands', () => {
  test('staff see their own brands only', async () => {
    expect(await listOwnBrands(acting('owner'))).toEqual([{ slug: 'noord', name: 'noord', role: 'owner' }])
    expect(await listOwnBrands(acting('stranger'))).toEqual([])
    await expect(openBrand(acting('stranger'), 'noord')).rejects.toMatchObject({ code: 'not-found' })
    await expect(openBrand(acting('owner'), 'zuid')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('staff of a brand are listed with owners first', async () => {
    const people = await listStaff(await openBrand(acting('viewer'), 'noord'))
    expect(people.map(({ name, role }) => [name, role])).toEqual([
      ['owner', 'owner'],
      ['viewer', 'viewer'],
    ])
  })

  test('facts change by an owner, with an audit row that names what changed', async () => {
    const ctx = await openBrand(acting('owner'), 'noord')
    const facts = {
      name: 'noord',
      legalName: 'Noord Fietsen B.V.',
      postalAddress: 'Straat 1, Amsterdam',
      privacyUrl: 'https://example.com/privacy',
      timeZone: 'Europe/Brussels',
    }
    await updateBrandFacts(ctx, facts)
    const rows = await database.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'brand.update-facts'))
    expect(rows).toMatchObject([{ actorId: staffIds.owner, details: { changed: ['legalName', 'timeZone'] } }])
    const rebuilds = () =>
      database.sql`select 1 from graphile_worker.jobs where task_identifier = 'rebuild-roll-ups'`
    expect(await rebuilds(), 'what a day is has changed, so every chart is made anew').toHaveLength(1)
    await database.sql`delete from graphile_worker._private_jobs`
    await updateBrandFacts(ctx, { ...facts, name: 'Noord' })
    expect(await rebuilds(), 'a name changes no chart').toHaveLength(0)
    const viewer = await openBrand(acting('viewer'), 'noord')
    await expect(updateBrandFacts(viewer, facts)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(updateBrandFacts(ctx, { ...facts, timeZone: 'Mars/Olympus' })).rejects.toThrow()
  })
})
