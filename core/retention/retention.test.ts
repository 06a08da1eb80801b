import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEvents } from '@/db/schema/audit'
import { inboundMessages, messages } from '@/db/schema/campaigns'
import { consentEvidence, signUps } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { suppressions } from '@/db/schema/suppressions'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import { type RetentionRuleName, retentionRuleNames } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { recordConsent } from '../consent/commands'
import { sealLedger } from '../consent/seal'
import { newPhone, openTestShop, readLedger, signUpOf, type TestShop } from '../consent/testing-shop'
import { verifyEvidenceOf } from '../consent/verify/evidence'
import { verifyProjections } from '../consent/verify/projections'
import { verifyLedger } from '../consent/verify/verify'
import { withdrawConsent } from '../consent/withdraw'
import { connectTestAccount } from '../inbound/testing-webhooks'
import { newId } from '../platform/ids'
import { ensureStaff, grantRole } from '../staff/commands'
import { openBrand } from '../staff/gate'
import { ensureSubscriber } from '../subscribers/commands'
import { recordSignUp } from '../subscribers/record-sign-up'
import { applyRetention, changeRetention, previewRetention } from './commands'
import { getRetentionTerms, listForgotten } from './queries'
import { type RetentionTerms, retentionTermsSchema, ruleFacts } from './schema'

const day = 24 * 60
let database: TestDatabase
let shop: TestShop
let accountId: string
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  accountId = (await connectTestAccount(await shop.at(0))).id
})
afterAll(() => database.drop())

const terms = (change: Partial<RetentionTerms> = {}): RetentionTerms => ({
  ...{ unconfirmed: 30, left: 60, message_texts: 365, clicks: 365, import_files: 30, webhook_bodies: 30 },
  ...change,
})

const isForgotten = async (id: string) => {
  const [person] = await database.db.select().from(subscribers).where(eq(subscribers.id, id))
  const keys = await database.db.select().from(subscriberKeys).where(eq(subscriberKeys.subscriberId, id))
  const evidence = await database.db
    .select()
    .from(consentEvidence)
    .where(eq(consentEvidence.subscriberId, id))
  const isGone = person?.erasedAt !== null
  expect(keys.length === 0, 'the key goes with the person, and with nobody else').toBe(isGone)
  if (isGone) {
    expect(evidence).toEqual([])
    expect([person?.phoneE164, person?.phoneHash, person?.name]).toEqual([null, null, null])
  }
  return isGone
}

async function tick(minutes: number): Promise<string> {
  const phone = newPhone()
  await recordSignUp(await shop.at(minutes), signUpOf(shop, phone))
  const [row] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))
  return row?.id ?? ''
}

async function confirm(subscriberId: string, minutes: number): Promise<void> {
  await recordConsent(await shop.at(minutes), {
    ...{ subscriberId, topicIds: [shop.topics.acties, shop.topics.werkplaats], kind: 'confirmed' },
    ...{ method: 'message', source: { kind: 'landing_page' }, evidence: { text: 'code' } },
  })
}

const leave = async (subscriberId: string, minutes: number) =>
  withdrawConsent(await shop.at(minutes), {
    ...{ subscriberId, scope: 'all', method: 'keyword', evidence: { text: 'STOP' } },
    source: { kind: 'whatsapp_thread' },
  })

async function write(subscriberId: string, minutes: number): Promise<void> {
  const { now } = await shop.at(minutes)
  await database.db.insert(inboundMessages).values({
    ...{
      brandId: shop.brandId,
      id: newId(now),
      accountId,
      subscriberId,
      providerMessageId: `wamid.${newId()}`,
    },
    ...{ at: now, type: 'text', sealed: Buffer.from('sealed'), understoodAs: 'chat' },
  })
}

const numberOf = async (id: string) =>
  (await database.db.select().from(subscribers).where(eq(subscribers.id, id)))[0]?.phoneE164 ?? ''

describe('what a brand no longer keeps', () => {
  it('counts who was asked by a message and never answered among those who never did', async () => {
    const late = await shop.at(40 * day)
    const before = await previewRetention(late, terms())
    const id = await tick(0)
    const [waiting] = await database.db.select().from(signUps).where(eq(signUps.subscriberId, id))
    const { now } = await shop.at(0)
    await database.db.insert(messages).values({
      ...{
        brandId: shop.brandId,
        id: newId(now),
        accountId,
        subscriberId: id,
        signUpId: waiting?.id ?? null,
      },
      ...{ state: 'read', dueAt: now, queuedAt: now, acceptedAt: now },
    })
    expect(await previewRetention(late, terms())).toMatchObject({
      unconfirmed: (before.unconfirmed ?? 0) + 1,
    })
    await database.db.update(subscribers).set({ createdAt: late.now }).where(eq(subscribers.id, id))
  })

  it('goes by night, exactly as the preview said, and the ledger still verifies', async () => {
    const never = await tick(0)
    const chatty = await tick(0)
    await write(chatty, day)
    const confirmed = await tick(0)
    await confirm(confirmed, 1)
    const fresh = await tick(39 * day)
    const gone = await tick(0)
    await confirm(gone, 1)
    await leave(gone, day)
    const phoneOfGone = await numberOf(gone)
    const back = await tick(0)
    await confirm(back, 1)
    await leave(back, day)
    await recordSignUp(await shop.at(2 * day), signUpOf(shop, await numberOf(back)))

    const soon = await shop.at(40 * day)
    await changeRetention(soon, terms())
    const first = await previewRetention(soon, terms())
    expect(first).toMatchObject({ unconfirmed: 1, left: 0, message_texts: 0 })
    expect(await applyRetention(soon)).toEqual(first)
    expect(await isForgotten(never)).toBe(true)
    for (const kept of [chatty, confirmed, fresh, gone, back]) expect(await isForgotten(kept)).toBe(false)
    expect(await readLedger(soon, never, shop.topics.acties), 'the ledger says how it ended').toEqual([
      'given',
      'expired',
    ])
    expect(
      await database.db
        .select()
        .from(suppressions)
        .where(and(eq(suppressions.brandId, shop.brandId), isNull(suppressions.liftedAt))),
      'who never confirmed is on no list',
    ).toEqual([])

    const late = await shop.at(1_900 * day)
    const then = await previewRetention(late, terms({ unconfirmed: null }))
    expect(then).toMatchObject({ unconfirmed: 0, left: 1, message_texts: 1 })
    await changeRetention(late, terms({ unconfirmed: null }))
    expect(await applyRetention(late)).toEqual(then)
    expect(await isForgotten(gone)).toBe(true)
    expect(await isForgotten(back), 'a tick waits beneath their no').toBe(false)
    expect(await isForgotten(confirmed)).toBe(false)
    const again = await ensureSubscriber(late, { phoneE164: phoneOfGone, country: 'NL', language: 'nl' })
    expect(again.id, 'nobody finds the old person by the number').not.toBe(gone)
    const [listed] = await database.db
      .select()
      .from(suppressions)
      .where(and(eq(suppressions.brandId, shop.brandId), isNull(suppressions.liftedAt)))
    expect(listed, 'and nobody adds them again').toMatchObject({ scope: 'marketing', reason: 'opted_out' })

    const nothing = Object.fromEntries(retentionRuleNames.map((name) => [name, 0]))
    expect(await applyRetention(late), 'a second night finds nothing').toEqual(nothing)
    await sealLedger(late)
    const database_ = { ...database, close: database.drop }
    expect((await verifyLedger(database_, shop.brandId)).findings).toEqual([])
    expect((await verifyProjections(late)).different).toEqual([])
    expect(await verifyEvidenceOf(late)).toMatchObject({ changed: [], missing: [] })
    const audit = await database.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'retention.apply'))
    expect(audit.map(({ subjectId, details }) => [subjectId, details.forgotten])).toEqual([
      ['unconfirmed', 1],
      ['left', 1],
      ['message_texts', 1],
    ])
    expect((await listForgotten(late)).map(({ rule }) => rule).sort()).toEqual(
      ['left', 'message_texts', 'unconfirmed'].sort(),
    )
  })

  it('leaves who confirms at the very moment that they would go', async () => {
    const id = await tick(2_000 * day)
    const night = await shop.at(2_040 * day)
    await changeRetention(night, terms())
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let said: () => void = () => undefined
    const confirmed = new Promise<void>((resolve) => {
      said = resolve
    })
    const confirming = database.db.transaction(async (tx) => {
      const ctx = { ...night, db: tx }
      await recordConsent(ctx, {
        ...{ subscriberId: id, topicIds: [shop.topics.acties], kind: 'confirmed', method: 'message' },
        ...{ source: { kind: 'landing_page' }, evidence: {} },
      })
      said()
      await held
    })
    await Promise.race([confirmed, confirming])
    await applyRetention(night)
    release()
    await confirming
    await applyRetention(night)
    expect(await isForgotten(id)).toBe(false)
  })

  it('empties webhooks that were applied, and keeps those that were not', async () => {
    const { now } = await shop.at(0)
    const add = async (appliedAt: Date | null) => {
      const id = newId()
      await database.sql`insert into webhook_deliveries ${database.sql({
        brand_id: shop.brandId,
        id,
        account_id: accountId,
        kind: 'meta',
        body: '{}',
        body_hash: Buffer.from(id),
        received_at: now.toISOString(),
        applied_at: appliedAt?.toISOString() ?? null,
      })}`
      return id
    }
    const applied = await add(now)
    const waiting = await add(null)
    const night = await shop.at(31 * day)
    expect((await previewRetention(night, terms())).webhook_bodies).toBe(1)
    await applyRetention(night)
    const bodyOf = async (id: string) =>
      (await database.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id)))[0]?.body
    expect(await bodyOf(applied)).toBeNull()
    expect(await bodyOf(waiting)).toBe('{}')
  })

  it('forgets the file of an import and what its rows say of people, not what it came to', async () => {
    const { now } = await shop.at(0)
    const importId = newId()
    await database.db.execute(sql`insert into imports (brand_id, id, state, file_name, byte_size, sample, created_at, updated_at, finished_at)
      values (${shop.brandId}, ${importId}, 'done', 'people.csv', 9, '[["Sanne"]]', ${now.toISOString()}, ${now.toISOString()}, ${now.toISOString()})`)
    await database.db.execute(sql`insert into import_rows (brand_id, import_id, row_number, outcome, name)
      values (${shop.brandId}, ${importId}, 2, 'new', 'Sanne')`)
    const night = await shop.at(31 * day)
    expect((await previewRetention(night, terms())).import_files).toBe(1)
    await applyRetention(night)
    const [row] = await database.db.execute(sql`select r.name, r.outcome, i.sample from import_rows r
      join imports i on i.brand_id = r.brand_id and i.id = r.import_id where i.id = ${importId}`)
    expect(row).toEqual({ name: null, outcome: 'new', sample: null })
    expect((await previewRetention(night, terms())).import_files).toBe(0)
  })
})

describe('the periods', () => {
  it('take nothing from people until an owner chose to', async () => {
    const other = await openTestShop(database.db)
    expect(await getRetentionTerms(await other.at(0))).toEqual({
      ...{
        unconfirmed: null,
        left: null,
        message_texts: null,
        clicks: null,
        import_files: 30,
        webhook_bodies: 30,
      },
    })
  })

  it.each(
    retentionRuleNames.flatMap((name): [RetentionRuleName, number | null, boolean][] => [
      [name, ruleFacts[name].min, true],
      [name, ruleFacts[name].max, true],
      [name, ruleFacts[name].min - 1, false],
      [name, ruleFacts[name].max + 1, false],
      [name, ruleFacts[name].min + 0.5, false],
      [name, null, ruleFacts[name].mayKeep],
    ]),
  )('%s may be %s: %s', (name, value, isRight) => {
    expect(retentionTermsSchema.safeParse(terms({ [name]: value })).success).toBe(isRight)
  })

  it('are an owner’s to change', async () => {
    const person = { name: 'Ilse', email: 'ilse@shop.example', password: 'a-long-password' }
    const { id: staffId } = await ensureStaff(await shop.at(0), person)
    await grantRole(await shop.at(0), { staffId, role: 'marketer' })
    const { db, now, scope } = await shop.at(1)
    const marketer = await openBrand({ db, now, actor: { type: 'staff', staffId } }, scope.slug)
    await expect(changeRetention(marketer, terms())).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(applyRetention(marketer)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
