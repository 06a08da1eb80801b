import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consentEvents, consentEvidence } from '@/db/schema/consent'
import { subscriberKeys } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { recordConsent } from '../consent/commands'
import { verifyEvidence } from '../consent/evidence'
import { listConsentStates } from '../consent/queries'
import { sealLedger } from '../consent/seal'
import { newPhone, openTestShop, readLedger, type TestShop } from '../consent/testing-shop'
import { withdrawConsent } from '../consent/withdraw'
import { unwrapDataKey } from '../platform/crypto'
import { ensureSubscriber } from './commands'

let database: TestDatabase
let shop: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

const addPerson = async (of: TestShop = shop) =>
  ensureSubscriber(await of.at(0), { phoneE164: newPhone(), country: 'NL', language: 'nl' })

const act = (subscriberId: string, kind: 'given' | 'confirmed', topicIds = [shop.topics.acties]) => ({
  subscriberId,
  topicIds,
  kind,
  method: 'tick' as const,
  source: { kind: 'landing_page' as const, wordingId: shop.wordingId },
  evidence: { ip: '84.24.7.190', tickedAt: new Date('2026-03-01T09:04:42Z') },
})
const bySelf = {
  method: 'keyword' as const,
  source: { kind: 'whatsapp_thread' as const },
  evidence: { text: 'STOP' },
}

describe('the consent ledger', () => {
  it('refuses to change, remove or empty what was recorded, whoever asks', async () => {
    const { id } = await addPerson()
    await recordConsent(await shop.at(1), act(id, 'given'))
    const tries = [
      sql`update consent_events set kind = 'confirmed'`,
      sql`delete from consent_events`,
      sql`truncate consent_events cascade`,
    ]
    for (const statement of tries) await expect(database.db.execute(statement)).rejects.toThrow()
    expect(await readLedger(await shop.at(2), id, shop.topics.acties)).toEqual(['given'])
  })

  it('holds evidence that opens under the person’s key, matches, and shows a change', async () => {
    const { id } = await addPerson()
    await recordConsent(await shop.at(1), act(id, 'given'))
    const [row] = await database.db
      .select({
        sealed: consentEvidence.sealed,
        commitment: consentEvents.evidenceCommitment,
        key: subscriberKeys.wrappedKey,
      })
      .from(consentEvidence)
      .innerJoin(consentEvents, eq(consentEvents.id, consentEvidence.eventId))
      .innerJoin(subscriberKeys, eq(subscriberKeys.subscriberId, consentEvidence.subscriberId))
      .where(eq(consentEvidence.subscriberId, id))
    if (!row) throw new Error('no evidence')
    const key = unwrapDataKey(row.key)
    expect(row.sealed.includes('84.24')).toBe(false)
    expect(verifyEvidence(key, row.sealed, row.commitment)).toEqual({
      intact: true,
      evidence: { ip: '84.24.7.190', tickedAt: '2026-03-01T09:04:42.000Z' },
    })
    row.sealed[40] = (row.sealed[40] ?? 0) ^ 1
    expect(verifyEvidence(key, row.sealed, row.commitment)).toBeNull()
  })

  it('folds acts of the same moment one after the other, so that no withdrawal is lost', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await addPerson()
      const ctx = await shop.at(1)
      await recordConsent(ctx, act(id, 'given'))
      await Promise.all([
        recordConsent(ctx, act(id, 'confirmed')),
        withdrawConsent(ctx, { subscriberId: id, ...bySelf }),
        withdrawConsent(ctx, { subscriberId: id, ...bySelf }),
      ])
      expect((await listConsentStates(ctx, id))[0]?.state).toBe('withdrawn')
      const ledger = await readLedger(ctx, id, shop.topics.acties)
      expect(ledger.filter((kind) => kind === 'withdrawn')).toHaveLength(1)
    }
  })

  it('withdraws what stands and nothing else, and an objection also where nothing was given', async () => {
    const { id } = await addPerson()
    const ctx = await shop.at(1)
    await recordConsent(ctx, act(id, 'given', [shop.topics.acties, shop.topics.werkplaats]))
    expect(await withdrawConsent(ctx, { subscriberId: id, ...bySelf })).toMatchObject({ withdrawnTopics: 2 })
    expect(await withdrawConsent(ctx, { subscriberId: id, ...bySelf })).toMatchObject({ withdrawnTopics: 0 })
    const { withdrawnTopics } = await withdrawConsent(ctx, {
      subscriberId: id,
      topicIds: [shop.topics.nieuws],
      ...bySelf,
    })
    expect(withdrawnTopics).toBe(1)
    expect((await listConsentStates(ctx, id)).map((row) => row.state)).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
    ])
  })

  it('keeps brands apart: another brand’s person, topic or sentence cannot be named', async () => {
    const other = await openTestShop(database.db)
    const { id } = await addPerson(other)
    await expect(recordConsent(await shop.at(1), act(id, 'given'))).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(withdrawConsent(await shop.at(1), { subscriberId: id, ...bySelf })).rejects.toMatchObject({
      code: 'not-found',
    })
    const own = await addPerson()
    await expect(
      recordConsent(await shop.at(1), act(own.id, 'given', [other.topics.acties])),
    ).rejects.toThrow()
    expect(await listConsentStates(await shop.at(1), id)).toEqual([])
  })

  it('leaves an audit row, and with its seal a job to count it, or nothing at all when it fails', async () => {
    const { id } = await addPerson()
    const ctx = await shop.at(1)
    await recordConsent(ctx, act(id, 'given'))
    await expect(
      ctx.db.transaction(async (tx) => {
        await recordConsent({ ...ctx, db: tx }, act(id, 'confirmed'))
        throw new Error('the caller failed')
      }),
    ).rejects.toThrow('the caller failed')
    const audit = await database.sql`select action from audit_events where subject_id = ${id} order by id`
    expect(audit.map((row) => row.action)).toEqual(['subscriber.add', 'consent.given'])
    await sealLedger(ctx)
    const jobs =
      await database.sql`select count(*)::int as waiting from graphile_worker.jobs where key = ${`roll-ups:${shop.brandId}`}`
    expect(jobs[0]?.waiting).toBe(1)
    const events = await database.db
      .select({ kind: consentEvents.kind })
      .from(consentEvents)
      .where(eq(consentEvents.subscriberId, id))
    expect(events).toEqual([{ kind: 'given' }])
  })
})
