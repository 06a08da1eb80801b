import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BlockReason, blockReasons, type ConsentState } from '@/db/states'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { explainPerson } from './explain'
import { getMessagingRoom } from './messaging-limit'
import { blockReasonSql, consentJoin, policyRules, requirePolicy } from './policy'
import { readTier } from './states'
import {
  addMessage,
  addPerson,
  daysBefore,
  makeWorld,
  noon,
  type PersonFacts,
  type World,
} from './testing-world'

let database: TestDatabase
/** Double opt-in and two a month; neither; and as the first, for the topic that is not marketing. */
let strict: World
let loose: World

beforeAll(async () => {
  database = await createTestDatabase()
  strict = await makeWorld(database.db)
  loose = await makeWorld(database.db, { doubleOptIn: false, maxPerMonth: null })
})
afterAll(() => database.drop())

async function decide(world: World, topicId: string, subscriberId: string, templateCategory?: string) {
  const ctx = await world.at(noon)
  const p = await requirePolicy(ctx, { topicId, templateCategory })
  const [row] = await database.db.execute<{ reason: BlockReason | null }>(sql`
    select ${blockReasonSql(p)} as reason from subscribers ${consentJoin(p)}
    where subscribers.brand_id = ${world.brandId} and subscribers.id = ${subscriberId}`)
  const { decision } = await explainPerson(ctx, { subscriberId, topicId, templateCategory })
  expect(decision, 'the explanation says the same as the decision').toBe(row?.reason ?? null)
  return decision
}

const confirmed = (world: World, facts: PersonFacts = {}): PersonFacts => ({
  consent: { topicId: world.offers, state: 'confirmed' },
  ...facts,
})

test('where a tick alone would do, German numbers and numbers that staff typed are confirmed all the same', async () => {
  const given = (facts: PersonFacts): PersonFacts => ({
    ...facts,
    consent: { topicId: loose.offers, state: 'given' },
  })
  const german = await addPerson(database.db, loose, given({ country: 'DE' }))
  expect(await decide(loose, loose.offers, german)).toBe('never_confirmed')
  const typed = await addPerson(database.db, loose, given({}))
  await database.sql`update consent_states set source_kind = 'staff' where subscriber_id = ${typed}`
  expect(await decide(loose, loose.offers, typed)).toBe('never_confirmed')
  const belgian = await addPerson(database.db, loose, given({ country: 'BE' }))
  expect(await decide(loose, loose.offers, belgian)).toBeNull()
})

describe('consent of the topic decides first', () => {
  const before = daysBefore(noon, 150)
  const table: [ConsentState | 'nothing', Date | null, BlockReason | null, BlockReason | null][] = [
    // state, confirmed at some time, with double opt-in, without
    ['nothing', null, 'not_opted_in', 'not_opted_in'],
    ['requested', null, 'not_opted_in', 'not_opted_in'],
    ['refused', null, 'not_opted_in', 'not_opted_in'],
    ['refused', before, 'not_opted_in', 'not_opted_in'],
    ['given', null, 'never_confirmed', null],
    ['given', before, 'never_confirmed', null],
    ['confirmed', before, null, null],
    ['withdrawn', null, 'opted_out', 'opted_out'],
    ['withdrawn', before, 'opted_out', 'opted_out'],
    ['expired', null, 'never_confirmed', 'never_confirmed'],
    ['expired', before, 'not_opted_in', 'not_opted_in'],
  ]
  for (const [state, confirmedAt, withDouble, without] of table) {
    test(`${state}, ${confirmedAt ? 'once' : 'never'} confirmed: ${withDouble ?? 'may get it'}`, async () => {
      for (const [world, expected] of [
        [strict, withDouble],
        [loose, without],
      ] as const) {
        const consent = state === 'nothing' ? undefined : { topicId: world.offers, state, confirmedAt }
        const id = await addPerson(database.db, world, { consent })
        expect(await decide(world, world.offers, id)).toBe(expected)
      }
    })
  }

  test('consent for one topic says nothing about another', async () => {
    const id = await addPerson(database.db, strict, confirmed(strict))
    expect(await decide(strict, strict.workshop, id)).toBe('not_opted_in')
  })
})

describe('what the person or WhatsApp said', () => {
  const yesterday = daysBefore(noon, 1)
  const tomorrow = daysBefore(noon, -1)
  const table: [string, PersonFacts, BlockReason | null, BlockReason | null][] = [
    // facts, marketing, not marketing
    ['stopped offers in WhatsApp', { platformStoppedAt: yesterday }, 'stopped_in_whatsapp', null],
    ['paused until tomorrow', { pausedUntil: tomorrow }, 'paused_by_person', 'paused_by_person'],
    ['paused until this very moment', { pausedUntil: noon }, null, null],
    ['pause is over', { pausedUntil: yesterday }, null, null],
    ['not on WhatsApp', { unreachableAt: yesterday }, 'not_on_whatsapp', 'not_on_whatsapp'],
    ['New York', { phoneE164: '+12125550123' }, 'marketing_not_allowed_there', null],
    [
      'Puerto Rico, an area code of the US',
      { phoneE164: '+17875550123' },
      'marketing_not_allowed_there',
      null,
    ],
    ['Toronto', { phoneE164: '+14165550123' }, null, null],
    ['a Canadian mobile code', { phoneE164: '+16225550123' }, null, null],
    ['Jamaica', { phoneE164: '+18765550123' }, null, null],
    [
      'an American who hides the number',
      { phoneE164: null, waUserId: 'US.13491208655302741918' },
      'marketing_not_allowed_there',
      null,
    ],
    ['a Dutch person who hides the number', { phoneE164: null, waUserId: 'NL.134' }, null, null],
    ['a Dutch number with 1212 in it', { phoneE164: '+31612125550' }, null, null],
  ]
  for (const [what, facts, marketing, other] of table) {
    test(`${what}: ${marketing ?? 'may get it'}`, async () => {
      const offers = await addPerson(database.db, strict, confirmed(strict, facts))
      expect(await decide(strict, strict.offers, offers)).toBe(marketing)
      await database.sql`delete from consent_states where subscriber_id = ${offers}`
      await database.sql`delete from subscribers where id = ${offers}`
      const workshop = await addPerson(database.db, strict, {
        ...facts,
        consent: { topicId: strict.workshop, state: 'confirmed' },
      })
      expect(await decide(strict, strict.workshop, workshop)).toBe(other)
      if (facts.platformStoppedAt) {
        // WhatsApp's word for the template is stricter than the topic's.
        expect(await decide(strict, strict.workshop, workshop, 'MARKETING')).toBe('stopped_in_whatsapp')
      }
      await database.sql`delete from consent_states where subscriber_id = ${workshop}`
      await database.sql`delete from subscribers where id = ${workshop}`
    })
  }
})

describe('a topic that promises more than it once did', () => {
  test('promises it to who agreed since, and keeps the earlier number for everybody else', async () => {
    const world = await makeWorld(database.db, { maxPerMonth: 1 })
    const agree = async (version: number | null) => {
      const id = await addPerson(database.db, world, confirmed(world))
      await database.sql`insert into consent_events (brand_id, id, subscriber_id, topic_id, kind, method, at, recorded_at,
          source_kind, topic_version, actor_type, evidence_commitment)
        values (${world.brandId}, gen_random_uuid(), ${id}, ${world.offers}, 'confirmed', 'message', now(), now(),
          'landing_page', ${version}, 'system', '')`
      const at = daysBefore(noon, 3)
      await addMessage(database.db, world, { subscriberId: id, topicId: world.offers, state: 'read', at })
      return id
    }
    const early = await agree(1)
    const unknown = await agree(null)
    await database.sql`update topics set max_per_month = 3 where id = ${world.offers}`
    const late = await agree(2)
    expect(await decide(world, world.offers, early)).toBe('had_promised_number')
    expect(await decide(world, world.offers, late)).toBeNull()
    expect(await decide(world, world.offers, unknown), 'from before promises were kept').toBeNull()
    await database.sql`update topics set max_per_month = null where id = ${world.offers}`
    expect(await decide(world, world.offers, early), 'no promise is more than one').toBe(
      'had_promised_number',
    )
    expect(await decide(world, world.offers, late)).toBeNull()
    await database.sql`update topics set max_per_month = 1 where id = ${world.offers}`
    expect(await decide(world, world.offers, late), 'fewer holds for everybody').toBe('had_promised_number')
  })
})

describe('the promised number', () => {
  type Had = [state: Parameters<typeof addMessage>[2]['state'], daysAgo: number]
  const table: [string, Had[], BlockReason | null][] = [
    ['none', [], null],
    ['one', [['read', 3]], null],
    [
      'two',
      [
        ['read', 3],
        ['delivered', 20],
      ],
      'had_promised_number',
    ],
    [
      'two, one of them 31 days ago',
      [
        ['read', 3],
        ['delivered', 31],
      ],
      null,
    ],
    [
      'two, one of which failed',
      [
        ['read', 3],
        ['failed', 2],
      ],
      null,
    ],
    [
      'one, and one on its way at this moment',
      [
        ['read', 3],
        ['sending', 0],
      ],
      'had_promised_number',
    ],
    [
      'one, and one of which we do not know whether it went',
      [
        ['read', 3],
        ['uncertain', 0],
      ],
      'had_promised_number',
    ],
    [
      'one, and two that still wait their turn',
      [
        ['read', 3],
        ['queued', 0],
        ['queued', 0],
      ],
      null,
    ],
    [
      'one, and one that was skipped',
      [
        ['read', 3],
        ['skipped', 0],
      ],
      null,
    ],
  ]
  for (const [what, had, expected] of table) {
    test(`${what}: ${expected ?? 'may get it'}`, async () => {
      const id = await addPerson(database.db, strict, confirmed(strict))
      for (const [state, daysAgo] of had) {
        const at = daysBefore(noon, daysAgo)
        await addMessage(database.db, strict, { subscriberId: id, topicId: strict.offers, state, at })
      }
      expect(await decide(strict, strict.offers, id)).toBe(expected)
    })
  }

  test('counts for its own topic only, and a topic without a promise has none', async () => {
    const id = await addPerson(database.db, strict, confirmed(strict))
    const other = await addPerson(database.db, loose, confirmed(loose))
    for (const days of [1, 2, 3]) {
      const at = daysBefore(noon, days)
      await addMessage(database.db, strict, { subscriberId: id, topicId: strict.workshop, state: 'read', at })
      await addMessage(database.db, loose, { subscriberId: other, topicId: loose.offers, state: 'read', at })
    }
    expect(await decide(strict, strict.offers, id)).toBeNull()
    expect(await decide(loose, loose.offers, other)).toBeNull()
  })
})

test('the first rule that holds is the reason, in the order of the list', async () => {
  const id = await addPerson(database.db, strict, {
    consent: { topicId: strict.offers, state: 'withdrawn' },
    platformStoppedAt: daysBefore(noon, 1),
    unreachableAt: daysBefore(noon, 1),
  })
  expect(policyRules.map((rule) => rule.reason)).toEqual([...blockReasons])
  const { decision, chain } = await explainPerson(await strict.at(noon), {
    subscriberId: id,
    topicId: strict.offers,
  })
  expect(decision).toBe('opted_out')
  expect(chain.filter((step) => step.blocks).map((step) => step.reason)).toEqual([
    'opted_out',
    'stopped_in_whatsapp',
    'not_on_whatsapp',
  ])
})

test("another brand's topic and person do not exist", async () => {
  const id = await addPerson(database.db, loose, confirmed(loose))
  const ctx = await strict.at(noon)
  await expect(explainPerson(ctx, { subscriberId: id, topicId: strict.offers })).rejects.toThrow('not-found')
  await expect(explainPerson(ctx, { subscriberId: id, topicId: loose.offers })).rejects.toThrow('not-found')
})

describe('the 24-hour limit', () => {
  test.each([
    ['TIER_50', 50],
    ['TIER_250', 250],
    ['TIER_1K', 1_000],
    ['TIER_2K', 2_000],
    ['TIER_10K', 10_000],
    ['TIER_100K', 100_000],
    ['TIER_UNLIMITED', null],
    ['TIER_NOT_SET', null],
    ['SOMETHING_NEW', null],
  ])('%s is %s', (tier, limit) => expect(readTier(tier)).toBe(limit))

  test('counts each person once, from the last 24 hours, and what is on its way', async () => {
    const world = await makeWorld(database.db, { tier: 'TIER_250' })
    const [a, b, c, d] = await Promise.all(
      [1, 2, 3, 4].map(() => addPerson(database.db, world, confirmed(world))),
    )
    const add = (subscriberId: string | undefined, state: 'read' | 'sending' | 'queued', hours: number) =>
      addMessage(database.db, world, {
        subscriberId: subscriberId as string,
        topicId: world.offers,
        state,
        at: daysBefore(noon, hours / 24),
      })
    await add(a, 'read', 1)
    await add(a, 'read', 2)
    await add(b, 'read', 25)
    await add(c, 'sending', 0)
    await add(d, 'queued', 0)
    expect(await getMessagingRoom(await world.at(noon))).toEqual({ limit: 250, used: 2, left: 248 })
  })
})
