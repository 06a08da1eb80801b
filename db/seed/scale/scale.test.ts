import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyEvidence } from '@/core/consent/evidence'
import { type FoldEvent, foldAll } from '@/core/consent/rules'
import { unwrapDataKey } from '@/core/platform/crypto'
import { createTestDatabase, type TestDatabase } from '../../testing'
import { seedScale } from './main'

let database: TestDatabase
const people = 1500
beforeAll(async () => {
  database = await createTestDatabase()
  await seedScale({ databaseUrl: database.url, simulatorUrl: 'http://localhost:1', people })
}, 60_000)
afterAll(() => database.drop())

type Event = Omit<FoldEvent, 'at'> & { at: string; subscriberId: string; topicId: string }

it('makes exactly as many people and events as asked, and their states are the fold of their events', async () => {
  const { sql } = database
  const [made] = await sql`select (select count(*)::int from subscribers) as people,
    (select count(*)::int from consent_events) as events, (select count(*)::int from consent_evidence) as evidence`
  expect(made).toEqual({ people, events: 3 * people, evidence: 3 * people })
  const events = await sql<Event[]>`
    select id, subscriber_id as "subscriberId", topic_id as "topicId", kind, at, source_kind as "sourceKind",
      landing_page_version_id as "landingPageVersionId", qr_code_id as "qrCodeId"
    from consent_events order by seq`
  const histories = Map.groupBy(events, ({ subscriberId, topicId }) => `${subscriberId} ${topicId}`)
  const states = await sql`
    select subscriber_id, topic_id, state, given_at, confirmed_at, withdrawn_at, last_event_id from consent_states`
  const time = (at: Date | string | null | undefined) => (at ? new Date(at).getTime() : null)
  expect(states.length).toBe(histories.size)
  for (const row of states) {
    const history = histories.get(`${row.subscriber_id} ${row.topic_id}`) ?? []
    const folded = foldAll(history.map((event) => ({ ...event, at: new Date(event.at) })))
    expect({ ...row, given_at: time(row.given_at), confirmed_at: time(row.confirmed_at) }).toMatchObject({
      state: folded?.state,
      given_at: time(folded?.givenAt),
      confirmed_at: time(folded?.confirmedAt),
      last_event_id: folded?.lastEventId,
    })
  }
})

it('fills with each person what the database itself would say speaks for them, and puts every index back', async () => {
  const { sql } = database
  const wrong = await sql`
    select s.id from subscribers s left join leading_consent l on l.brand_id = s.brand_id and l.subscriber_id = s.id
    where (s.consent_state, s.consent_is_marketing, s.source_kind, s.source_page_id, s.source_qr_code_id)
      is distinct from (l.state, l.is_marketing, l.source_kind, l.landing_page_id, l.qr_code_id)`
  expect(wrong).toEqual([])
  const missing = await sql`
    select id from subscribers s where last_message_at is distinct from (
      select max(accepted_at) from messages m where m.brand_id = s.brand_id and m.subscriber_id = s.id)`
  expect(missing).toEqual([])
  const [indexes] =
    await sql`select count(*)::int as number from pg_indexes where indexname like 'subscribers_%'`
  expect(indexes?.number).toBeGreaterThan(10)
})

it('seals evidence that opens under the person’s key and is what the ledger committed to', async () => {
  const rows = await database.sql<{ sealed: Buffer; commitment: Buffer; key: Buffer }[]>`
    select v.sealed, e.evidence_commitment as commitment, k.wrapped_key as key
    from consent_events e
    join consent_evidence v on v.brand_id = e.brand_id and v.event_id = e.id
    join subscriber_keys k on k.brand_id = e.brand_id and k.subscriber_id = e.subscriber_id
    order by e.seq limit 200`
  const opened = rows.map((row) => verifyEvidence(unwrapDataKey(row.key), row.sealed, row.commitment))
  expect(opened.length).toBe(200)
  expect(opened.every((one) => one?.intact)).toBe(true)
})

it('counts the roll-ups up from the crowd', async () => {
  const [row] = await database.sql`
    select sum(joined - departed)::int as standing,
      (select count(distinct subscriber_id)::int from consent_states where state = 'confirmed') as confirmed
    from consent_days`
  expect(row?.standing).toBe(row?.confirmed)
  expect(row?.standing).toBeGreaterThan(people / 2)
})
