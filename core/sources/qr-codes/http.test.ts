import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { renderLandingPage } from '@/components/landing-page/render'
import type { BrandContext } from '@/core/brands/scope'
import type { Database } from '@/db/client'
import { qrScans } from '@/db/schema/landing-pages'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { createLandingPage } from '../landing-pages/commands'
import { publishLandingPage } from '../landing-pages/publish'
import { makeTestBrand } from '../testing-brand'
import { createQrCode, pauseQrCode, repointQrCode, resumeQrCode } from './commands'
import { qrPng, qrSvg } from './draw'
import { handleQrCode } from './http'
import { getQrCode } from './queries'
import { isScan, qrFileName } from './rules'
import { pngSizes } from './schema'

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
  // Without this the reader fetches its program from the internet.
  const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer } })
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

const countScans = async (qrCodeId: string) =>
  (await store.db.select().from(qrScans).where(eq(qrScans.qrCodeId, qrCodeId))).length

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
    const draft = await makePage('nog-niet', false)
    await repointQrCode(ctx, { qrCodeId: code.id, landingPageId: draft })
    expect((await scan(`/q/${code.code}`)).status).toBe(410)
    expect(await countScans(code.id)).toBe(0)
    await publishLandingPage(ctx, { pageId: draft, revision: 1, render: renderLandingPage })
    expect((await scan(`/q/${code.code}`)).headers.get('location')).toBe(`/p/nog-niet?q=${code.code}`)
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

describe('a drawing', () => {
  test.each(pngSizes)('of %i pixels is read back as the short link', async (size) => {
    const code = await createQrCode(ctx, { label: `Druk ${size}`, landingPageId: pageId })
    const { link } = await getQrCode(ctx, code.id)
    expect(link).toMatch(/\/q\/[0-9A-HJKMNP-TV-Z]{5}$/)
    const [read] = await readBarcodes(new Uint8Array(await qrPng(link, size)), {
      formats: ['QRCode'],
      tryHarder: false,
    })
    expect([read?.format, read?.text]).toEqual(['QRCode', link])
  })

  test('has a quiet zone of four modules and no way to run anything', async () => {
    const svg = await qrSvg('http://localhost:3000/q/W3N8K')
    const [, width = '0'] = /viewBox="0 0 (\d+)/.exec(svg) ?? []
    expect((Number(width) - 17 - 8) % 4).toBe(0)
    expect(svg).not.toContain('<script')
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
