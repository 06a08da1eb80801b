import { eq, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attributes, subscribers } from '@/db/schema/subscribers'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../../consent/testing-shop'
import { newId } from '../../platform/ids'
import { ensureSubscriber } from '../commands'
import { listSubscribers } from '../queries'
import { recordSignUp } from '../record-sign-up'
import { countSegment, removeSegment, saveSegment } from './commands'
import { compileGroup } from './compile'
import { listSegments } from './queries'
import { type SegmentGroup, type SegmentRule, segmentRulesSchema } from './schema'

let database: TestDatabase
let shop: TestShop
let other: TestShop
beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
  other = await openTestShop(database.db)
})
afterAll(() => database.drop())

type Asked = [field: string, operator: string, value: unknown]

const rulesOf = (rules: SegmentGroup['rules'], combinator: 'and' | 'or' = 'and'): SegmentGroup => ({
  combinator,
  rules,
})

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.constantFrom("'; drop table subscribers; --", '") or true', '$1', "\\'", 'x%_\\', '☃ مرحبا'),
)
const days = fc.integer({ min: 1, max: 3650 })
const attribute = fc.stringMatching(/^[a-z0-9_]{1,12}$/).map((key) => `attribute:${key}`)
const within = fc.constantFrom('within', 'notWithin')
const rule = fc.oneof(
  fc.record({ field: fc.constant('language'), operator: fc.constantFrom('=', '!='), value: word }),
  fc.record({ field: fc.constant('tag'), operator: fc.constantFrom('has', 'hasNot'), value: word }),
  fc.record({
    field: fc.constantFrom('joined', 'received', 'read', 'pressed', 'clicked'),
    operator: within,
    value: days,
  }),
  fc.record({ field: attribute, operator: fc.constantFrom('=', '!=', 'contains'), value: word }),
  fc.record({
    field: attribute,
    operator: fc.constantFrom('<', '>'),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  fc.record({
    field: attribute,
    operator: fc.constantFrom('before', 'after'),
    value: fc.constant('2026-01-31'),
  }),
  fc.record({ field: attribute, operator: fc.constantFrom('known', 'unknown') }),
  fc.record({
    field: fc.uuid({ version: 4 }).map((id) => `consent:${id}`),
    operator: fc.constantFrom('=', '!='),
    value: fc.constantFrom('confirmed', 'none', 'withdrawn'),
  }),
  fc.record({
    field: fc.constant('source'),
    operator: fc.constantFrom('=', '!='),
    value: fc.oneof(
      fc.constant('kind:import'),
      fc.uuid({ version: 4 }).map((id) => `page:${id}`),
    ),
  }),
)
const group = fc.record({
  combinator: fc.constantFrom('and', 'or'),
  not: fc.boolean(),
  rules: fc.array(
    fc.oneof(
      rule,
      fc.record({
        combinator: fc.constantFrom('and', 'or'),
        rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
})

/** Every text and number that somebody chose in the rules. */
function chosen(one: unknown): string[] {
  const { rules, value, field } = one as { rules?: unknown[]; value?: unknown; field?: string }
  if (rules) return rules.flatMap(chosen)
  return [
    ...(value === undefined ? [] : [String(value)]),
    ...(field?.includes(':') ? [field.split(':')[1] as string] : []),
  ]
}

describe('rules become SQL', () => {
  it('that holds nothing that anybody typed: the same shape of rules gives the same SQL, whatever the words', async () => {
    const dialect = new PgDialect()
    const moment = await shop.at(0)
    // Words longer than any word of ours would show up in the text.
    const marked = (one: Record<string, unknown>): Record<string, unknown> => {
      if (Array.isArray(one.rules)) return { ...one, rules: one.rules.map((inner) => marked(inner as never)) }
      if (typeof one.value !== 'string' || one.field === 'source') return one
      if (String(one.field).startsWith('consent:') || one.operator === 'before' || one.operator === 'after')
        return one
      return { ...one, value: 'zzz' }
    }
    fc.assert(
      fc.property(group, (raw) => {
        const parsed = segmentRulesSchema.safeParse(raw)
        fc.pre(parsed.success)
        const { sql: text } = dialect.sqlToQuery(compileGroup(parsed.data as SegmentGroup, moment))
        const twin = segmentRulesSchema.parse(marked(raw as never))
        expect(dialect.sqlToQuery(compileGroup(twin, moment)).sql).toBe(text)
        for (const said of chosen(raw)) if (said.length > 12) expect(text).not.toContain(said)
      }),
      { numRuns: 300 },
    )
  })

  it('that Postgres understands and that is true or false for everybody: with its opposite it finds each person once', async () => {
    const ctx = await shop.at(10)
    for (let i = 0; i < 8; i++) {
      const { id } = await ensureSubscriber(ctx, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
      const attributes: Attributes = i % 2 ? { size: i, city: 'Ede', since: '2026-02-01' } : {}
      await database.db.update(subscribers).set({ attributes }).where(eq(subscribers.id, id))
    }
    const all = (await listSubscribers(ctx, {})).rows.length
    await fc.assert(
      fc.asyncProperty(group, async (raw) => {
        const parsed = segmentRulesSchema.safeParse(raw)
        fc.pre(parsed.success)
        const not = !(parsed.data as SegmentGroup).not
        const [some, others] = [await countSegment(ctx, raw), await countSegment(ctx, { ...raw, not })]
        expect(some + others).toBe(all)
      }),
      { numRuns: 60 },
    )
  })

  it('only for what is on the list: another field, operator, depth or number of rules is refused', () => {
    const ok: SegmentRule = { field: 'language', operator: '=', value: 'nl' }
    const deep = (depth: number): unknown =>
      depth === 0 ? ok : { combinator: 'and', rules: [deep(depth - 1)] }
    expect(segmentRulesSchema.safeParse(deep(4)).success).toBe(true)
    for (const wrong of [
      deep(5),
      rulesOf([]),
      { combinator: 'xor', rules: [ok] },
      rulesOf([{ ...ok, field: 'name_key' } as never]),
      rulesOf([{ ...ok, field: 'attribute:a b' } as never]),
      rulesOf([{ ...ok, field: "consent:x' or true" } as never]),
      rulesOf([{ ...ok, operator: 'like' } as never]),
      rulesOf([{ field: 'joined', operator: 'within', value: '1); --' } as never]),
      rulesOf(Array.from({ length: 41 }, () => ok)),
      rulesOf(Array.from({ length: 21 }, () => rulesOf([ok, ok]))),
    ])
      expect(segmentRulesSchema.safeParse(wrong).success, JSON.stringify(wrong).slice(0, 80)).toBe(false)
  })
})

describe('a segment', () => {
  it('finds by every field exactly those it means', async () => {
    const fair = await openTestShop(database.db)
    const ctx = await fair.at(60 * 24 * 100)
    const ago = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
    const { subscriberId } = await (async () => {
      await recordSignUp(await fair.at(60), signUpOf(fair, '+31600000001'))
      const [row] = await database.sql<{ id: string }[]>`
        select id from subscribers where brand_id = ${fair.brandId} and phone_e164 = '+31600000001'`
      return { subscriberId: row?.id ?? '' }
    })()
    await database.db
      .update(subscribers)
      .set({
        ...{ tags: ['vip'], attributes: { city: 'Ede', points: 40, since: '2026-03-01', member: true } },
        ...{ lastMessageAt: ago(3), lastReadAt: ago(40), unreadInARow: 4, lastPressedAt: ago(50) },
      })
      .where(eq(subscribers.id, subscriberId))
    const late = await fair.at(60 * 24 * 95)
    await ensureSubscriber(late, { phoneE164: newPhone(), country: 'BE', language: 'en' })
    const count = (one: unknown) => countSegment(ctx, rulesOf([one as SegmentRule]))
    const topic = `consent:${fair.topics.acties}`
    const meansTheFirst: Asked[] = [
      ['tag', 'has', 'VIP'],
      ['language', '=', 'nl'],
      ['country', '!=', 'BE'],
      ['source', '=', `page:${fair.pageId}`],
      ['source', '=', 'kind:landing_page'],
      ['source', '=', `qr:${fair.qrCodeId}`],
      ['joined', 'notWithin', 30],
      ['received', 'within', 7],
      ['read', 'within', 60],
      ['pressed', 'within', 60],
      ['unread', '>=', 4],
      [topic, '=', 'given'],
      [topic, '!=', 'none'],
      ['attribute:city', '=', 'ede'],
      ['attribute:city', 'contains', 'd'],
      ['attribute:points', '>', 39],
      ['attribute:points', '<', 40.5],
      ['attribute:since', 'before', '2026-03-02'],
      ['attribute:member', '=', 'true'],
      ['attribute:since', 'after', '2026-02-28'],
      ['attribute:city', 'known', undefined],
    ]
    for (const [field, operator, value] of meansTheFirst)
      expect(await count({ field, operator, value }), `${field} ${operator} ${value}`).toBe(1)
    const meansNobody: Asked[] = [
      ['tag', 'has', 'v'],
      ['unread', '>=', 5],
      ['received', 'within', 2],
      ['attribute:points', '>', 40],
      ['attribute:city', '>', 1],
      ['window', '=', 'open'],
      ['source', '=', `page:${newId()}`],
    ]
    for (const [field, operator, value] of meansNobody)
      expect(await count({ field, operator, value }), `${field} ${operator} ${value}`).toBe(0)
  })

  it('is one name a brand, is not overwritten from an old tab, and stays while a campaign needs it', async () => {
    const ctx = await shop.at(20)
    const rules = rulesOf([{ field: 'language', operator: '=', value: 'nl' }])
    const { id } = await saveSegment(ctx, { name: 'Nederlands', rules })
    await expect(saveSegment(ctx, { name: 'Nederlands', rules })).rejects.toMatchObject({
      code: 'name-taken',
    })
    const again = { segmentId: id, name: 'Nederlands', rules }
    expect(await saveSegment(ctx, { ...again, revision: 1 })).toEqual({ id, revision: 2 })
    await expect(saveSegment(ctx, { ...again, revision: 1 })).rejects.toMatchObject({ code: 'conflict' })
    const theirs = await other.at(20)
    expect(await listSegments(theirs)).toEqual([])
    await expect(listSubscribers(theirs, { segmentId: id })).rejects.toMatchObject({ code: 'not-found' })
    await expect(removeSegment(theirs, { segmentId: id })).rejects.toMatchObject({ code: 'not-found' })
    const byFilter = (await listSubscribers(ctx, { segmentId: id })).rows.length
    expect(await countSegment(ctx, rules)).toBe(byFilter)
    await removeSegment(ctx, { segmentId: id })
    const [left] = await database.db.execute(
      sql`select count(*)::int as n from audit_events where subject_id = ${id}`,
    )
    expect(left).toEqual({ n: 3 })
  })
})
