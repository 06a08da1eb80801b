import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrandContext } from '@/core/brands/scope'
import { openBrandForSystem } from '@/core/staff/gate'
import { auditEvents } from '@/db/schema/audit'
import { qrCodes } from '@/db/schema/qr-codes'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { createLandingPage } from '../../landing-pages/commands'
import { makeTestBrand } from '../../testing-brand'
import { createQrCode } from '../commands'
import { checkList } from './check'
import { createBatch, drawBatch, repointCodes, switchCodes } from './commands'
import { getBatch, listCodesOfBatch } from './queries'
import { readList } from './read-list'
import { checkRows } from './rules'

let store: TestDatabase
let ctx: BrandContext
let pages: { id: string }[]
const now = new Date('2026-11-20T09:00:00Z')

beforeAll(async () => {
  store = await createTestDatabase()
  const brand = await makeTestBrand(store, 'noord', now)
  ctx = brand.ctx
  const page = (slug: string) =>
    createLandingPage(ctx, {
      name: slug,
      slug,
      startingPoint: 'counter',
      topics: [{ topicId: brand.topicIds[0] }],
    })
  pages = [await page('winter'), await page('zomer')]
})
afterAll(() => store.drop())

const batchOf = (name: string, text: string, expected: number) =>
  createBatch(ctx, { name, text, expected, kind: 'page', landingPageId: pages[0]?.id ?? '' })

describe('a list is read as people paste it', () => {
  test.each([
    ['one a line', 'Etalage\nToonbank\n', [['Etalage'], ['Toonbank']]],
    [
      'from a spreadsheet',
      'Etalage\tlinks\r\nToonbank\t\r\n',
      [
        ['Etalage', 'links'],
        ['Toonbank', ''],
      ],
    ],
    [
      'a comma in a place is a comma',
      'Etalage, links\nToonbank\nKassa',
      [['Etalage, links'], ['Toonbank'], ['Kassa']],
    ],
    [
      'CSV with quotes',
      '\uFEFFplek;notitie\n"Hoek ""A""; links";x\n',
      [
        ['plek', 'notitie'],
        ['Hoek "A"; links', 'x'],
      ],
    ],
    ['in Cyrillic', 'Витрина\nПрилавок', [['Витрина'], ['Прилавок']]],
  ])('%s', (_, text, rows) => {
    expect(readList(text)).toEqual(rows)
  })

  test('of more than 5,000 rows is refused as a whole, and says how many there are', () => {
    const text = Array.from({ length: 5_002 }, (_, at) => `Plek ${at}`).join('\n')
    expect(() => readList(text)).toThrow(
      expect.objectContaining({ code: 'qr-list-too-long', params: { rows: 5_002, most: 5_000 } }),
    )
  })

  test.each(['', ' \n\n', '\uFEFF'])('of nothing is refused: %j', (text) => {
    expect(() => readList(text)).toThrow(expect.objectContaining({ code: 'list-empty' }))
  })
})

describe('every row becomes a code or is told why not', () => {
  test.each([
    [['=HYPERLINK("https://evil.example")'], 'formula'],
    [['@SUM(A1)'], 'formula'],
    [['+cmd|calc'], 'formula'],
    [['-Etalage'], 'formula'],
    [['-1 kelder'], undefined],
    [[''], 'place-missing'],
    [['x'.repeat(81)], 'place-too-long'],
    [['Etalage', 'x'.repeat(201)], 'note-too-long'],
    [['Kassa'], 'taken'],
    [['KASSA '], 'taken'],
    [['<script>alert(1)</script>'], undefined],
  ] as const)('%j: %s', (cells, problem) => {
    const { refused } = checkRows([cells], new Set(['kassa']))
    expect(refused[0]?.problem).toBe(problem)
  })

  test('the same place twice is a duplicate of the first, whatever its case and spaces', () => {
    const { places, refused } = checkRows(
      [['plek'], ['Etalage  Noord'], ['Toonbank'], ['etalage noord']],
      new Set(),
    )
    expect(places.map(({ row, label }) => [row, label])).toEqual([
      [2, 'Etalage Noord'],
      [3, 'Toonbank'],
    ])
    expect(refused).toEqual([{ row: 4, label: 'etalage noord', problem: 'duplicate', sameAs: 2 }])
  })
})

describe('a batch', () => {
  test('of 5,000 with duplicates is made in one go, without the rows that the dry run named', async () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `Plek ${at % 4_990};tafel ${at}`)
    const text = ['plek;notitie', ...lines].join('\n')
    const { places, refused } = await checkList(ctx, { text })
    expect([places.length, refused.length, refused[0]]).toEqual([
      4_990,
      10,
      { row: 4_992, label: 'Plek 0', problem: 'duplicate', sameAs: 2 },
    ])
    const made = await batchOf('Groot', text, 4_990)
    expect(made.codes).toBe(4_990)
    const codes = await listCodesOfBatch(ctx, { batchId: made.id })
    expect(codes.map(({ label }) => label).slice(0, 2)).toEqual(['Plek 0', 'Plek 1'])
    expect(codes[7]?.note).toBe('tafel 7')
    expect(new Set(codes.map(({ code }) => code)).size).toBe(4_990)
    expect(await getBatch(ctx, made.id)).toMatchObject({
      codes: 4_990,
      paused: 0,
      pageName: 'winter',
      scans: 0,
    })
  })

  test('makes nothing when the list no longer is what was checked', async () => {
    const text = 'Serre\nTerras'
    await createQrCode(ctx, { label: 'Terras', landingPageId: pages[0]?.id ?? '' })
    await expect(batchOf('Buiten', text, 2)).rejects.toMatchObject({ code: 'qr-list-changed' })
    expect(await store.db.select().from(qrCodes).where(eq(qrCodes.label, 'Serre'))).toEqual([])
  })

  test('has a name of its own', async () => {
    await batchOf('Tafels', 'Tafel 1\nTafel 2', 2)
    await expect(batchOf('Tafels', 'Tafel 3', 1)).rejects.toMatchObject({
      code: 'qr-batch-name-taken',
      field: 'name',
    })
  })

  test('is paused and pointed elsewhere as a whole or in part, and an audit row says how many', async () => {
    const { id: batchId } = await batchOf('Ramen', 'Raam 1\nRaam 2\nRaam 3', 3)
    const [first] = await listCodesOfBatch(ctx, { batchId })
    const qrCodeIds = [first?.id ?? '']
    expect(await switchCodes(ctx, { batchId, qrCodeIds, state: 'paused' })).toEqual({ codes: 1 })
    expect(await repointCodes(ctx, { batchId, landingPageId: pages[1]?.id ?? '' })).toEqual({ codes: 3 })
    expect(await getBatch(ctx, batchId)).toMatchObject({ codes: 3, paused: 1, pageName: 'zomer' })
    const audit = await store.db.select().from(auditEvents).where(eq(auditEvents.subjectId, batchId))
    expect(audit.map(({ action, details }) => [action, (details as { codes: number }).codes])).toEqual([
      ['qr-batch.create', 3],
      ['qr-batch.pause', 1],
      ['qr-batch.repoint', 3],
    ])
  })

  test('is nobody else’s', async () => {
    const { id: batchId } = await batchOf('Muren', 'Muur 1', 1)
    const other = await makeTestBrand(store, 'zuid', now)
    const stranger = await openBrandForSystem(ctx, other.ctx.scope.brandId)
    await expect(switchCodes(stranger, { batchId, state: 'paused' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(getBatch(stranger, batchId)).rejects.toMatchObject({ code: 'not-found' })
    const { look } = await getBatch(ctx, batchId)
    await expect(drawBatch(stranger, { batchId, look })).rejects.toMatchObject({ code: 'not-found' })
  })
})
