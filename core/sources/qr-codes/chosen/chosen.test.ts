import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrandContext } from '@/core/brands/scope'
import { auditEvents } from '@/db/schema/audit'
import { qrCodes } from '@/db/schema/qr-codes'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newCode, newId } from '../../../platform/ids'
import { createLandingPage } from '../../landing-pages/commands'
import { makeTestBrand } from '../../testing-brand'
import { createQrCode, drawQrCode } from '../commands'
import { plainLook } from '../design/schema'
import { listQrCodes } from '../queries'
import { repointChosen, switchChosen } from './commands'
import { packChosen } from './files'
import { mostFiles } from './schema'

let store: TestDatabase
let ctx: BrandContext
let pages: string[]
const now = new Date('2026-11-20T09:00:00Z')

beforeAll(async () => {
  store = await createTestDatabase()
  const brand = await makeTestBrand(store, 'noord', now)
  ctx = brand.ctx
  const page = async (slug: string) =>
    (await createLandingPage(ctx, { name: slug, slug, startingPoint: 'counter', topics: [] })).id
  pages = [await page('winter'), await page('zomer')]
})
afterAll(() => store.drop())

const make = async (label: string, landingPageId = pages[0] ?? '') =>
  (await createQrCode(ctx, { label, landingPageId })).id
const stateOf = async (id: string) => (await listQrCodes(ctx)).find((code) => code.id === id)

describe('codes that are ticked', () => {
  test('are paused, resumed and led elsewhere together, each with its own line in the books', async () => {
    const [one, two, other] = [await make('Een'), await make('Twee'), await make('Drie')]
    const both = [one, two, two]
    expect(await switchChosen(ctx, { qrCodeIds: both, state: 'paused' })).toEqual({ codes: 2, others: 0 })
    expect(await repointChosen(ctx, { qrCodeIds: both, landingPageId: pages[1] ?? '' })).toEqual({
      ...{ codes: 2, others: 0 },
    })
    for (const id of [one, two]) {
      expect(await stateOf(id)).toMatchObject({ state: 'paused', landingPageId: pages[1] })
    }
    expect(await stateOf(other)).toMatchObject({ state: 'active', landingPageId: pages[0] })
    await switchChosen(ctx, { qrCodeIds: [one], state: 'active' })
    expect(await stateOf(one)).toMatchObject({ state: 'active' })
    const lines = (await store.db.select().from(auditEvents)).filter(({ subjectId }) => subjectId === one)
    expect(lines.map(({ action }) => action).sort()).toEqual(
      ['qr-code.create', 'qr-code.pause', 'qr-code.repoint', 'qr-code.resume'].sort(),
    )
  })

  test('stay as they are, all of them, when one is another brand’s', async () => {
    const own = await make('Vier')
    const brand = await makeTestBrand(store, 'zuid', now)
    const input = { name: 'zuid', slug: 'zuid', startingPoint: 'counter' as const, topics: [] }
    const page = await createLandingPage(brand.ctx, input)
    const { id: foreign } = await createQrCode(brand.ctx, { label: 'Zuid', landingPageId: page.id })
    const qrCodeIds = [own, foreign]
    const refused = { code: 'not-found' }
    await expect(switchChosen(ctx, { qrCodeIds, state: 'paused' })).rejects.toMatchObject(refused)
    await expect(packChosen(ctx, { qrCodeIds })).rejects.toMatchObject(refused)
    await expect(repointChosen(ctx, { qrCodeIds: [own], landingPageId: page.id })).rejects.toMatchObject(
      refused,
    )
    expect(await stateOf(own)).toMatchObject({ state: 'active', landingPageId: pages[0] })
  })

  test('that are links of Meta’s own are not led by us, and are said to stay', async () => {
    const id = newId(now)
    const made = { brandId: ctx.scope.brandId, id, code: newCode(6), label: 'Meta', note: '', createdAt: now }
    await store.db.insert(qrCodes).values({
      ...{ ...made, kind: 'meta', metaCode: 'ABCDEFGHIJKLM1', state: 'active' },
      landingPageId: pages[0] ?? '',
    })
    const own = await make('Vijf')
    expect(await switchChosen(ctx, { qrCodeIds: [id, own], state: 'paused' })).toEqual({
      codes: 1,
      others: 1,
    })
    expect((await stateOf(id))?.state).toBe('active')
  })

  test('are packed each in its own design, and one that cannot be read is named in place of its files', async () => {
    const [good, bad] = [await make('Zes'), await make('=Zeven')]
    await drawQrCode(ctx, { qrCodeId: bad, look: { ...plainLook, widthMm: 12 } })
    const bytes = await new Response(await packChosen(ctx, { qrCodeIds: [good, bad] })).arrayBuffer()
    const files = unzipSync(new Uint8Array(bytes))
    const names = Object.keys(files)
    expect(names.filter((name) => name.startsWith('svg/'))).toHaveLength(1)
    expect(names.filter((name) => name.startsWith('png/'))).toHaveLength(1)
    expect(names.join()).toContain('svg/zes-')
    const list = new TextDecoder().decode(files['codes.csv'])
    expect(list).toMatch(/'=Zeven,.*,,qr-look-unsafe/)
    const many = Array.from({ length: mostFiles + 1 }, () => newId(now))
    await expect(packChosen(ctx, { qrCodeIds: many })).rejects.toThrow()
  })
})
