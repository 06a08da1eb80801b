import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentDays } from '@/db/schema/insights'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { changeConsentRules } from '../consent/brand-rules/commands'
import { countDue, previewConsentRules } from '../consent/brand-rules/preview'
import { recordConsent } from '../consent/commands'
import { lapseConsents } from '../consent/lapse'
import { listConsentStates } from '../consent/queries'
import { sealLedger } from '../consent/seal'
import { newPhone, openTestShop, readLedger, type TestShop } from '../consent/testing-shop'
import { verifyProjections } from '../consent/verify/projections'
import { verifyLedger } from '../consent/verify/verify'
import { renewConsent } from '../subscribers/come-back'
import { ensureSubscriber } from '../subscribers/commands'
import { listSubscribers } from '../subscribers/queries'
import { countSegment } from '../subscribers/segments/commands'
import { rebuildRollUps, refreshRollUps } from './roll-up'

const day = 24 * 60
const rules = {
  ...{ doubleOptIn: false, doubleOptInSources: [], doubleOptInCountries: [], privacyVersion: null },
  ...{ consentMonths: 12, askAgainDays: 30 },
}

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  await changeConsentRules(await shop.at(0), rules)
})
afterAll(() => database.drop())

type Facts = { confirms?: boolean; country?: string }

async function join(minutes: number, { confirms = true, country = 'NL' }: Facts = {}): Promise<string> {
  const ctx = await shop.at(minutes)
  const { id } = await ensureSubscriber(ctx, { phoneE164: newPhone(), country, language: 'nl' })
  const act = {
    ...{ subscriberId: id, topicIds: [shop.topics.acties], evidence: {} },
    source: { kind: 'landing_page' as const, wordingId: shop.wordingId, language: 'nl' },
  }
  await recordConsent(ctx, { ...act, kind: 'given', method: 'tick' })
  if (confirms)
    await recordConsent(await shop.at(minutes + 1), { ...act, kind: 'confirmed', method: 'message' })
  return id
}

const stateOf = async (id: string) =>
  (await listConsentStates(await shop.at(0), id)).find((row) => row.topicId === shop.topics.acties)?.state
const touch = (id: string, column: string, at: Date) =>
  database.db.execute(
    sql`update subscribers set ${sql.identifier(column)} = ${at.toISOString()}::timestamptz where id = ${id}`,
  )
const ids = async (ctx: BrandContext, filters: object) =>
  (await listSubscribers(ctx, filters)).rows.map((row) => row.id).sort()

describe('consent that nobody uses', () => {
  it('is due before it ends, ends once, and is kept by every use of it', async () => {
    const idle = await join(0)
    const ticked = await join(0, { confirms: false })
    const reader = await join(0)
    const presser = await join(0)
    const writer = await join(0)
    const newcomer = await join(340 * day)
    const late = await shop.at(300 * day)
    await touch(reader, 'last_read_at', late.now)
    await touch(presser, 'last_pressed_at', late.now)
    await touch(writer, 'service_window_until', new Date(late.now.getTime() + day * 60_000))

    const before = await shop.at(330 * day)
    expect(await ids(before, { renewal: 'due' }), 'too early to ask').toEqual([])
    const due = await shop.at(340 * day)
    expect(await ids(due, { renewal: 'due' })).toEqual([idle, ticked].sort())
    const asked = (operator: '=' | '!=') =>
      countSegment(due, { combinator: 'and', rules: [{ field: 'renewal', operator, value: 'due' }] })
    expect([await asked('='), await asked('!=')], 'a segment divides everybody').toEqual([2, 4])
    expect(await countDue(due)).toBe(2)
    expect(await lapseConsents(due), 'nothing ends before its time').toEqual({ people: 0 })

    const over = await shop.at(366 * day)
    expect(await previewConsentRules(over, rules), 'settings say it beforehand').toMatchObject({
      over: 2,
      due: 0,
    })
    const both = await Promise.all([lapseConsents(over), lapseConsents(over)])
    expect(both[0].people + both[1].people, 'two workers end it once').toBe(2)
    expect(await lapseConsents(over)).toEqual({ people: 0 })
    expect(await readLedger(over, idle, shop.topics.acties)).toEqual(['given', 'confirmed', 'expired'])
    expect(await readLedger(over, ticked, shop.topics.acties)).toEqual(['given', 'expired'])
    expect(await stateOf(idle)).toBe('expired')
    for (const kept of [reader, presser, writer, newcomer]) expect(await stateOf(kept)).toBe('confirmed')
    expect(await ids(over, { renewal: 'due' })).toEqual([])

    const back = await shop.at(367 * day)
    await renewConsent(back, { subscriberId: idle, at: back.now, evidence: { text: 'START' } })
    expect(await stateOf(idle), 'who comes back stands again').toBe('confirmed')
    expect(await lapseConsents(back)).toEqual({ people: 0 })
    await sealLedger(back)
    expect((await verifyLedger({ ...database, close: database.drop }, shop.brandId)).findings).toEqual([])
    expect((await verifyProjections(back)).different).toEqual([])
  })

  it('never ends where the brand set no end', async () => {
    const other = await openTestShop(database.db)
    expect((await getBrand(await other.at(0))).consentMonths).toBeNull()
    expect(await lapseConsents(await other.at(4000 * day))).toEqual({ people: 0 })
  })
})

describe('charts', () => {
  const rows = async () =>
    (await database.db
      .select()
      .from(consentDays)
      .where(eq(consentDays.brandId, shop.brandId))
      .orderBy(asc(consentDays.day), asc(consentDays.sourceKind), asc(consentDays.landingPageId))) as object[]

  it('count who lapsed as gone, a German tick as nobody, and who says yes again as no newcomer; a rebuild gives the same', async () => {
    const start = 400 * day
    await rebuildRollUps(await shop.at(start))
    const standing = async () => {
      const [row] = await database.db.execute<{ people: number }>(sql`
        select sum(joined - departed)::int as people from consent_days where brand_id = ${shop.brandId}`)
      return row?.people ?? 0
    }
    const first = await standing()
    const german = await join(start + day, { confirms: false, country: 'DE' })
    const dutch = await join(start + day, { confirms: false })
    const steady = await join(start + day)
    await refreshRollUps(await shop.at(start + 2 * day))
    expect(await standing(), 'the German tick waits for its confirmation').toBe(first + 2)

    const renewing = await shop.at(start + 20 * day)
    await recordConsent(renewing, {
      ...{ subscriberId: steady, topicIds: [shop.topics.acties], kind: 'renewed', method: 'button' },
      ...{ source: { kind: 'whatsapp_thread' }, evidence: {}, details: { stood: true } },
    })
    await refreshRollUps(renewing)
    const optIns = (await rows()).filter((row) => 'sourceKind' in row && row.sourceKind === 'whatsapp_thread')
    expect(await standing()).toBe(first + 2)
    expect(optIns.filter((row) => 'day' in row && row.day === '2027-04-25')).toEqual([])

    const over = await shop.at(start + 370 * day)
    await lapseConsents(over)
    expect(await stateOf(dutch)).toBe('expired')
    expect(await stateOf(german)).toBe('expired')
    expect(await stateOf(steady), 'renewed nineteen days later').toBe('confirmed')
    await refreshRollUps(over)
    const [counted] = await database.db.execute<{ people: number }>(sql`
      select count(distinct c.subscriber_id)::int as people from consent_states c
      join subscribers s on s.brand_id = c.brand_id and s.id = c.subscriber_id
      where c.brand_id = ${shop.brandId} and (c.state = 'confirmed' or c.state = 'given' and s.country <> 'DE')`)
    expect(await standing()).toBe(counted?.people)
    const kept = await rows()
    await rebuildRollUps(over)
    expect(kept).toEqual(await rows())
  })
})
