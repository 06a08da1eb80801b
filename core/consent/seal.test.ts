import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { ensureSubscriber } from '../subscribers/commands'
import { recordConsent } from './commands'
import { type LeafRow, leafFields, leafHash, leafRowOf, leafSelection, leafText } from './leaf'
import { sealLedger } from './seal'
import { newPhone, openTestShop, type TestShop } from './testing-shop'
import { verifyLedger } from './verify/verify'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const verify = (shop: TestShop) =>
  verifyLedger({ ...database, close: database.drop } as Parameters<typeof verifyLedger>[0], shop.brandId)

async function giveConsent(shop: TestShop, people: number, minutes = 1, withinMs?: () => Promise<void>) {
  const ctx = await shop.at(minutes)
  for (let n = 0; n < people; n++) {
    const { id } = await ensureSubscriber(ctx, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
    await ctx.db.transaction(async (tx) => {
      await recordConsent(
        { ...ctx, db: tx },
        {
          subscriberId: id,
          topicIds: [shop.topics.acties, shop.topics.nieuws],
          kind: 'given',
          method: 'tick',
          source: { kind: 'landing_page', wordingId: shop.wordingId, language: 'nl' },
          evidence: { ip: '192.0.2.7' },
          details: { utm_source: 'poster', z: 1, a: 'é"\\' },
        },
      )
      await withinMs?.()
    })
  }
}

/** A shop with a sealed ledger of eight events, and one that waits. */
async function sealedShop(): Promise<TestShop & { ids: string[] }> {
  const shop = await openTestShop(database.db)
  await giveConsent(shop, 4)
  expect(await sealLedger(await shop.at(2))).toMatchObject({ seals: 1, events: 8, refused: [] })
  await giveConsent(shop, 1, 3)
  const rows = await database.sql`select id from consent_events where brand_id = ${shop.brandId} order by seq`
  return { ...shop, ids: rows.map((row) => row.id as string) }
}

/** What an administrator with the database password could do: triggers off, and whatever SQL. */
async function tamper(statement: string): Promise<void> {
  await database.sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica')
    const { count } = await tx.unsafe(statement)
    expect(count).toBeGreaterThan(0)
  })
}

test('a row before it is written and the row that Postgres gives back have one canonical form', async () => {
  const shop = await openTestShop(database.db)
  const ctx = await shop.at(1)
  const { id } = await ensureSubscriber(ctx, { phoneE164: newPhone(), country: 'NL', language: 'nl' })
  for (const ms of [0, 1, 10, 120, 500, 999]) {
    await recordConsent(ctx, {
      subscriberId: id,
      topicIds: [shop.topics.acties],
      kind: 'requested',
      method: 'message',
      at: new Date(Date.UTC(2026, 9, 25, 0, 30, 10, ms)),
      source: { kind: 'whatsapp_thread', shownHash: 'ab'.repeat(32) },
      evidence: {},
      details: { nested: { b: [1, 2.5, null], a: 'tab\tnew\nline' }, list: [] },
    })
  }
  const rows = await database.db.execute<LeafRow & { tag: Buffer }>(
    sql`select ${leafSelection}, p.tag from consent_events e join ledger_pending p on p.event_id = e.id
      where e.subscriber_id = ${id} order by e.seq`,
  )
  expect(rows).toHaveLength(6)
  expect(await sealLedger(ctx)).toMatchObject({ events: 6, refused: [] })
  for (const row of rows) {
    expect(leafText(row)).toContain(`"kind":"requested"`)
    expect(JSON.parse(leafText(row))).toMatchObject({ v: 1, topicVersion: 1, shownHash: 'ab'.repeat(32) })
  }
  expect(new Set(rows.map((row) => leafHash(leafText(row)).toString('hex'))).size).toBe(6)
  expect(Object.keys(leafRowOf({} as never))).toEqual(leafFields)
})

test('every column of an event is in its leaf, so that none can be changed unseen', async () => {
  const columns = await database.sql`
    select column_name from information_schema.columns where table_name = 'consent_events'`
  const inLeaf = leafFields.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  expect(inLeaf.sort()).toEqual(columns.map((row) => row.column_name).sort())
})

test.each([
  'update consent_events set language = null',
  'delete from consent_events',
  'truncate consent_events cascade',
])('the ledger refuses what is not an addition, whoever asks: %s', async (statement) => {
  await sealedShop()
  await expect(database.sql.unsafe(statement)).rejects.toThrow('append-only')
  for (const table of ['ledger_seals', 'topic_versions', 'controllers'])
    await expect(database.sql.unsafe(`delete from ${table}`)).rejects.toThrow('append-only')
})

test('an honest ledger is whole, and says what it covers', async () => {
  const shop = await sealedShop()
  expect(await verify(shop)).toMatchObject({ events: 10, sealed: 8, waiting: 2, seals: 2, findings: [] })
  await sealLedger(await shop.at(4))
  expect(await verify(shop)).toMatchObject({ events: 10, sealed: 10, waiting: 0, seals: 3, findings: [] })
})

test.each([
  ['its words', `set language = 'en'`],
  ['its moment, by a microsecond', `set at = at + interval '1 microsecond'`],
  ['its details', `set details = details || '{"utm_source": "tv"}'`],
  ['its place', `set seq = default`],
])('a sealed row that was changed in %s is named', async (_, change) => {
  const shop = await sealedShop()
  await tamper(`update consent_events ${change} where id = '${shop.ids[2]}'`)
  const { findings } = await verify(shop)
  expect(findings.map(({ what, where }) => [what, where])).toEqual([['event-changed', shop.ids[2]]])
})

test('a row that was removed is named, sealed or still waiting', async () => {
  const shop = await sealedShop()
  await tamper(`delete from consent_events where id in ('${shop.ids[5]}', '${shop.ids[9]}')`)
  const { findings } = await verify(shop)
  expect(findings.map(({ what, where }) => [what, where])).toEqual([
    ['event-removed', shop.ids[5]],
    ['event-removed', shop.ids[9]],
  ])
})

test('a row that was inserted by hand is named and never sealed, also with a waiting row made for it', async () => {
  const shop = await sealedShop()
  const columns =
    'brand_id, subscriber_id, topic_id, kind, method, at, recorded_at, source_kind, actor_type, evidence_commitment'
  const forge = (id: string, seq: string) =>
    tamper(`insert into consent_events (id, seq, ${columns}) overriding system value
      select '${id}', ${seq}, ${columns} from consent_events where id = '${shop.ids[1]}'`)
  const [plain, waiting] = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-000000000002']
  await forge(plain, '(select max(seq) + 1000000 from consent_events)')
  await forge(waiting, '(select max(seq) + 1000001 from consent_events)')
  await tamper(`insert into ledger_pending values ('${shop.brandId}', '${waiting}', sha256('guess'))`)
  expect(await sealLedger(await shop.at(5))).toMatchObject({ events: 2, refused: [waiting] })
  const { findings } = await verify(shop)
  expect(findings.map(({ what, where }) => [what, where])).toEqual([
    ['event-inserted', plain],
    ['event-inserted', waiting],
  ])
})

test('a chain that was changed, cut or made anew without the key of the server is named', async () => {
  const shop = await sealedShop()
  await sealLedger(await shop.at(4))
  const of = `where brand_id = '${shop.brandId}'`
  await tamper(`update ledger_seals set sealed_at = sealed_at - interval '1 day' ${of} and position = 1`)
  expect((await verify(shop)).findings).toContainEqual({ what: 'seal-changed', where: '1' })

  const forged = await sealedShop()
  await tamper(
    `update ledger_seals set mac = sha256(hash) where brand_id = '${forged.brandId}' and position = 1`,
  )
  expect((await verify(forged)).findings).toEqual([{ what: 'seal-not-ours', where: '1' }])

  const cut = await sealedShop()
  await sealLedger(await cut.at(4))
  await tamper(`delete from ledger_seals where brand_id = '${cut.brandId}' and position = 1`)
  expect((await verify(cut)).findings).toContainEqual({ what: 'seal-missing', where: '1' })

  const short = await sealedShop()
  await sealLedger(await short.at(4))
  await tamper(`delete from ledger_seals where brand_id = '${short.brandId}' and position = 2`)
  expect((await verify(short)).findings.map(({ what }) => what)).toEqual(['event-inserted', 'event-inserted'])
})

test('writers who commit in any order are all sealed once, none skipped', async () => {
  const shop = await openTestShop(database.db)
  await giveConsent(shop, 1)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let reached: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => {
    reached = resolve
  })
  // Takes its `seq` first and commits last.
  const late = giveConsent(shop, 1, 1, async () => {
    reached()
    await held
  })
  await waiting
  const writers = Array.from({ length: 3 }, () => giveConsent(shop, 10))
  const sealing = (async () => {
    for (let n = 0; n < 20; n++) await sealLedger(await shop.at(2))
  })()
  await Promise.all([...writers, sealing])
  await sealLedger(await shop.at(2))
  expect(await verify(shop)).toMatchObject({ events: 62, sealed: 62, findings: [] })
  release()
  await late
  await sealLedger(await shop.at(3))
  expect(await verify(shop)).toMatchObject({ events: 64, sealed: 64, waiting: 0, findings: [] })
})

test('events from before sealing are adopted once; from then on a row without a mark is an intruder', async () => {
  const shop = await openTestShop(database.db)
  await giveConsent(shop, 2)
  await database.sql`delete from ledger_pending where brand_id = ${shop.brandId}`
  await giveConsent(shop, 1)
  await sealLedger(await shop.at(2))
  expect(await verify(shop)).toMatchObject({ events: 6, sealed: 6, seals: 3, findings: [] })
})
