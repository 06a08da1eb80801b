import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderLandingPage } from '@/components/landing-page/render'
import type { BrandContext } from '@/core/brands/scope'
import type { Database } from '@/db/client'
import { qrDays, qrScans } from '@/db/schema/qr-codes'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { createLandingPage } from '../landing-pages/commands'
import { handleLandingPage } from '../landing-pages/http'
import { publishLandingPage } from '../landing-pages/publish'
import { makeTestBrand } from '../testing-brand'
import { createQrCode, expireQrCode, pauseQrCode, repointQrCode, resumeQrCode } from './commands'
import { handleQrCode } from './http'
import { getQrCode } from './queries'
import { rebuildCodeDays } from './rebuild-days'
import { isScan, qrFileName, silenceOf } from './rules'
import { flushScans } from './scan-counts'

let store: TestDatabase
let database: Database
let ctx: BrandContext
let pageId: string
const now = new Date('2026-11-20T09:00:00Z')
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1'

async function makePage(slug: string, isLive: boolean) {
  const page = await createLandingPage(ctx, {
    name: slug,
    slug,
    startingPoint: 'counter',
    topics: [{ topicId }],
  })
  if (isLive) await publishLandingPage(ctx, { pageId: page.id, revision: 1, render: renderLandingPage })
  return page.id
}
let topicId: string

beforeAll(async () => {
  store = await createTestDatabase()
  database = { db: store.db, sql: store.sql, close: store.drop }
  const brand = await makeTestBrand(store, 'noord', now)
  ctx = brand.ctx
  topicId = brand.topicIds[0]
  pageId = await makePage('toonbank', true)
})
afterAll(() => store.drop())

const scan = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  handleQrCode(
    new Request(`http://localhost:3000${path}`, {
      method,
      headers: { 'user-agent': phone, 'accept-language': 'nl', ...headers },
    }),
    { database, now },
  )

async function countScans(qrCodeId: string) {
  await flushScans()
  const rows = await store.db.select().from(qrScans).where(eq(qrScans.qrCodeId, qrCodeId))
  return rows.reduce((sum, { scans }) => sum + scans, 0)
}

describe('a short link', () => {
  test('counts a scan and leads to the page, typed as people type', async () => {
    const code = await createQrCode(ctx, { label: 'Poster', landingPageId: pageId })
    const response = await scan(`/q/${code.code.toLowerCase()}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `/p/toonbank?q=${code.code}`])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await countScans(code.id)).toBe(1)
    expect((await getQrCode(ctx, code.id)).scans).toBe(1)
  })

  test('leads machines on without counting them', async () => {
    const code = await createQrCode(ctx, { label: 'Machines', landingPageId: pageId })
    for (const agent of [
      'WhatsApp/2.24.1 A',
      'Mozilla/5.0 (compatible; Googlebot/2.1)',
      'facebookexternalhit/1.1',
      '',
    ]) {
      expect((await scan(`/q/${code.code}`, { 'user-agent': agent })).status).toBe(302)
    }
    await scan(`/q/${code.code}`, { 'sec-purpose': 'prefetch' })
    await scan(`/q/${code.code}`, {}, 'HEAD')
    expect(await countScans(code.id)).toBe(0)
  })

  test('never leads anywhere but to a page of ours', async () => {
    const code = await createQrCode(ctx, { label: 'Open', landingPageId: pageId })
    for (const path of [`/q/${code.code}?to=https://evil.example`, `/q/${code.code}?q=//evil.example`]) {
      expect((await scan(path, { host: 'evil.example' })).headers.get('location')).toBe(
        `/p/toonbank?q=${code.code}`,
      )
    }
    for (const path of ['/q/%2F%2Fevil.example', '/q/..%2F..', '/q/', '/q/QQQQQ', `/q/${'A'.repeat(60)}`]) {
      expect([path, (await scan(path)).status]).toEqual([path, 404])
    }
  })

  test('paused, or to a page that is not live, gives a friendly page and counts nothing', async () => {
    const code = await createQrCode(ctx, { label: 'Pauze', landingPageId: pageId })
    await pauseQrCode(ctx, { qrCodeId: code.id })
    const paused = await scan(`/q/${code.code}`)
    expect([paused.status, /<h1>(.*?)<\/h1>/.exec(await paused.text())?.[1]]).toEqual([
      410,
      'Deze code is even uit',
    ])
    await resumeQrCode(ctx, { qrCodeId: code.id })
    await expect.poll(async () => (await scan(`/q/${code.code}`, {}, 'HEAD')).status).toBe(302)
    const draft = await makePage('nog-niet', false)
    await repointQrCode(ctx, { qrCodeId: code.id, landingPageId: draft })
    // Other processes hear of a change by Postgres, which takes a moment.
    await expect.poll(async () => (await scan(`/q/${code.code}`, {}, 'HEAD')).status).toBe(410)
    expect((await scan(`/q/${code.code}`)).status).toBe(410)
    expect(await countScans(code.id)).toBe(0)
    await publishLandingPage(ctx, { pageId: draft, revision: 1, render: renderLandingPage })
    await expect
      .poll(async () => (await scan(`/q/${code.code}`)).headers.get('location'))
      .toBe(`/p/nog-niet?q=${code.code}`)
  })

  test('counts many at once in one row, and a rebuild of the days gives the same', async () => {
    const code = await createQrCode(ctx, { label: 'Druk', landingPageId: pageId })
    for (let at = 0; at < 25; at++) await scan(`/q/${code.code}`)
    await handleLandingPage(
      new Request(`http://localhost:3000/p/toonbank?q=${code.code}`, { headers: { 'user-agent': phone } }),
      { database, now },
    )
    await flushScans()
    expect(await store.db.select().from(qrScans).where(eq(qrScans.qrCodeId, code.id))).toMatchObject([
      { scans: 25, views: 1 },
    ])
    await scan(`/q/${code.code}`)
    await flushScans()
    const days = () => store.db.select().from(qrDays).where(eq(qrDays.qrCodeId, code.id))
    const kept = await days()
    expect(kept).toMatchObject([{ day: '2026-11-20', scans: 26, views: 1, lastScanAt: now }])
    await ctx.db.transaction((tx) => rebuildCodeDays({ ...ctx, db: tx }))
    expect(await days()).toEqual(kept)
    expect(await getQrCode(ctx, code.id)).toMatchObject({ scans: 26, views: 1, optIns: 0, silence: null })
  })

  test('keeps nothing about who scanned', async () => {
    const columns = await store.db.execute<{ column_name: string }>(
      sql`select column_name from information_schema.columns where table_name = 'qr_scans' order by 1`,
    )
    expect(columns.map(({ column_name }) => column_name)).toEqual([
      ...['at', 'brand_id', 'id', 'qr_code_id', 'scans', 'views'],
    ])
  })

  test('works until the end of its last day, and then says that it is over', async () => {
    const code = await createQrCode(ctx, { label: 'Beurs', landingPageId: pageId })
    await expireQrCode(ctx, { qrCodeId: code.id, lastDay: '2026-11-20' })
    const at = (instant: string) =>
      handleQrCode(
        new Request(`http://localhost:3000/q/${code.code}`, { headers: { 'user-agent': phone } }),
        {
          database,
          now: new Date(instant),
        },
      )
    // Midnight in Amsterdam.
    expect((await at('2026-11-20T22:59:59Z')).status).toBe(302)
    expect((await at('2026-11-20T23:00:00Z')).status).toBe(410)
    await expireQrCode(ctx, { qrCodeId: code.id, lastDay: null })
    await expect.poll(async () => (await at('2026-11-21T09:00:00Z')).status).toBe(302)
  })

  test('for a chat opens the brand’s own chat with the words and the code in it', async () => {
    const code = await createQrCode(ctx, {
      label: 'Chat',
      landingPageId: pageId,
      kind: 'chat',
      chatWords: 'AANMELDEN & winter',
    })
    const response = await scan(`/q/${code.code}?text=evil`)
    expect(response.headers.get('location')).toBe(
      `http://localhost:3001/wa.me/31201234567?text=AANMELDEN%20%26%20winter%20${code.code}`,
    )
    expect(await countScans(code.id)).toBe(1)
    await expect(
      createQrCode(ctx, { label: 'Chat 2', landingPageId: pageId, kind: 'chat' }),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'chatWords' })
  })

  test('has a place of its own: the same label twice is refused', async () => {
    await createQrCode(ctx, { label: 'Kassa', landingPageId: pageId })
    await expect(createQrCode(ctx, { label: ' Kassa ', landingPageId: pageId })).rejects.toMatchObject({
      code: 'qr-label-taken',
      field: 'label',
    })
  })

  test('takes only reading', async () => {
    expect((await scan('/q/ABCDE', {}, 'POST')).status).toBe(405)
  })
})

test.each([
  ['GET', { 'user-agent': phone }, true],
  ['GET', {}, false],
  ['HEAD', { 'user-agent': phone }, false],
  ['GET', { 'user-agent': phone, purpose: 'prefetch' }, false],
  ['GET', { 'user-agent': 'Slackbot-LinkExpanding 1.0' }, false],
  ['GET', { 'user-agent': 'TelegramBot (like TwitterBot)' }, false],
] as const)('%s with %o is a scan: %s', (method, headers, is) => {
  expect(isScan(method, new Headers(headers))).toBe(is)
})

test('a file is named after its place', () => {
  expect(qrFileName('Poster étalage / Noord', 'W3N8K')).toBe('poster-etalage-noord-W3N8K')
  expect(qrFileName('магазин', 'W3N8K')).toBe('W3N8K')
})

const dayMs = 24 * 60 * 60 * 1000
test.each([
  // made, last scan (days ago), scans in its last 28 days, what it is
  [13, null, 0, null],
  [14, null, 0, { kind: 'never', days: 14 }],
  [60, 2, 1000, null],
  // 4 a day, so 12 were due in 3 days.
  [60, 3, 112, { kind: 'stopped', days: 3, perDay: 4 }],
  [60, 3, 111, null],
  // One a week: nothing can be said before twelve weeks.
  [200, 83, 4, null],
  [200, 84, 4, { kind: 'stopped', days: 84, perDay: 1 / 7 }],
  // Young: what counts is its own pace, 20 scans in two days.
  [6, 4, 20, { kind: 'stopped', days: 4, perDay: 10 }],
] as const)(
  'made %i days ago, scanned last %s days ago, %i scans: silence %o',
  (made, last, monthScans, is) => {
    const ago = (days: number) => new Date(now.getTime() - days * dayMs)
    const lastScanAt = last === null ? null : ago(last)
    expect(silenceOf({ createdAt: ago(made), lastScanAt, monthScans }, now)).toEqual(is)
  },
)
