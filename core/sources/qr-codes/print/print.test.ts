import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrandContext } from '@/core/brands/scope'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { createLandingPage } from '../../landing-pages/commands'
import { makeTestBrand } from '../../testing-brand'
import { createBatch, drawBatch } from '../batches/commands'
import { listCodesOfBatch } from '../batches/queries'
import { checkLook } from '../design/rules'
import { type Look, plainLook } from '../design/schema'
import { makeCodeFile } from '../files/make-file'
import { readPicture } from '../read-back/checks'
import { readSheets } from '../read-back/sheets'
import { cancelPrint, requestPrint } from './commands'
import { getPrintFile, listPrints } from './queries'
import { codeWidthOn, printLayoutNames, printLayouts } from './rules'
import { runPrint } from './run'
import type { PrintForm } from './schema'
import { drawSheets } from './sheet'
import { readSign, type Sign } from './sign'

let store: TestDatabase
let ctx: BrandContext
let batchId: string
let pageId: string
let folder: string
const now = new Date('2026-11-20T09:00:00Z')
const places = [
  'Витрина на Невском',
  'Étalage <b>Noord</b>',
  ...Array.from({ length: 5 }, (_, at) => `Tafel ${at}`),
]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vinkje-print-'))
  process.env.DATA_DIR = folder
  store = await createTestDatabase()
  const brand = await makeTestBrand(store, 'noord', now)
  ctx = brand.ctx
  const page = await createLandingPage(ctx, {
    name: 'Winter',
    slug: 'winter',
    startingPoint: 'counter',
    topics: [{ topicId: brand.topicIds[0] }],
  })
  pageId = page.id
  const batch = await createBatch(ctx, {
    ...{ name: 'Ramen', text: places.join('\n'), expected: places.length },
    ...{ kind: 'page', landingPageId: pageId },
  })
  batchId = batch.id
})
afterAll(async () => {
  await store.drop()
  await rm(folder, { recursive: true })
})

async function print(form: PrintForm) {
  const { id } = await requestPrint(ctx, { batchId, form })
  await runPrint(ctx, id)
  const row = (await listPrints(ctx, batchId)).find((one) => one.id === id)
  if (!row) throw new Error('no row of the print')
  return row
}

const bytesOf = async (printId: string) =>
  new Uint8Array(await new Response((await getPrintFile(ctx, printId)).body).arrayBuffer())

describe('every sheet', { timeout: 60_000 }, () => {
  let sign: Sign
  beforeAll(async () => {
    sign = await readSign(ctx, pageId)
  })
  test('says who asks, about what, how often at the most and how to stop, in each language of the page', () => {
    expect(sign.sentences.map(({ text }) => text)).toEqual([
      'Hooguit 2 berichten per maand over acties, via WhatsApp van Fietserij <noord>. Stoppen kan altijd: stuur STOP.',
      'At most 2 messages a month about offers, on WhatsApp from Fietserij <noord>. Stop at any time: send STOP.',
    ])
  })

  test.each(printLayoutNames)(
    '%s is read back from the PDF itself, and nothing but the printed place is',
    async (name) => {
      const layout = printLayouts[name]
      const link = 'http://localhost:3000/q/W3N8K'
      const check = checkLook(plainLook, link)
      const codeMm = codeWidthOn(layout, { ...check, widthMm: 30 }) as number
      expect(codeMm).toBeGreaterThanOrEqual(20)
      const codes = places.map((label) => ({ link, label, sign: 0 }))
      const { pdf, spots } = await drawSheets({
        codes,
        layout,
        look: plainLook,
        codeMm,
        signs: [sign],
        title: 'Ramen',
      })
      expect(await readSheets(pdf, spots)).toEqual([])
      expect(spots.length).toBe(places.length * (name === 'tent' ? 2 : 1))
      // Not at the edge of a page, and none over another.
      for (const spot of spots) {
        expect(spot.x).toBeGreaterThan(0)
        expect(spot.x + spot.width).toBeLessThan(layout.page.width)
        expect(spot.y + spot.height).toBeLessThan(layout.page.height)
      }
      // The reader does look: elsewhere on the paper there is no code.
      expect(
        await readSheets(pdf, [{ ...(spots[0] as (typeof spots)[0]), x: 0, y: 0, width: 9, height: 9 }]),
      ).toHaveLength(1)
      // Fonts are in the file.
      expect(Buffer.from(pdf).toString('latin1')).toContain('/FontFile2')
    },
  )
})

// Threads start with a compiler of their own, which takes its time on a busy machine.
describe('a print of a batch', { timeout: 90_000 }, () => {
  test('is made by threads, counts every code, and can be fetched', async () => {
    const row = await print('labels24')
    expect(row).toMatchObject({ state: 'done', total: 7, done: 7, pages: 1, problem: null, unread: [] })
    const pdf = await bytesOf(row.id)
    expect(pdf.byteLength).toBe(row.byteSize)
    const document = await (await PDFiumLibrary.init()).loadDocument(pdf)
    expect(document.getPageCount()).toBe(1)
  })

  test('as ZIP holds SVG and PNG of each, which say their own link, and a list that no spreadsheet runs', async () => {
    const row = await print('zip')
    expect(row).toMatchObject({ state: 'done', done: 7 })
    const files = unzipSync(await bytesOf(row.id))
    const codes = await listCodesOfBatch(ctx, { batchId })
    const pngs = Object.entries(files).filter(([name]) => name.endsWith('.png'))
    expect(pngs).toHaveLength(7)
    const said = await Promise.all(pngs.map(([, bytes]) => readPicture(sharp(bytes))))
    expect(said.sort()).toEqual(codes.map(({ link }) => link).sort())
    const list = new TextDecoder().decode(files['codes.csv'])
    expect(list).toContain('Витрина на Невском')
    expect(list.trim().split('\r\n')).toHaveLength(8)
  })

  test('that breaks a rule of print comes to no file, and says why', async () => {
    const unsafe: Look = { ...plainLook, dark: '#bbbbbb' }
    await drawBatch(ctx, { batchId, look: unsafe })
    expect(await print('a6')).toMatchObject({ state: 'failed', problem: 'unsafe', byteSize: null })
    expect(await print('zip')).toMatchObject({ state: 'failed', problem: 'unsafe' })
    await drawBatch(ctx, { batchId, look: plainLook })
  })

  test('that was cancelled is not made', async () => {
    const { id } = await requestPrint(ctx, { batchId, form: 'a6' })
    await cancelPrint(ctx, { printId: id })
    await runPrint(ctx, id)
    expect((await listPrints(ctx, batchId)).find((one) => one.id === id)?.state).toBe('cancelled')
    await expect(getPrintFile(ctx, id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('one code as PDF is a poster that was read back', async () => {
  const [code] = await listCodesOfBatch(ctx, { batchId })
  const file = await makeCodeFile(ctx, { qrCodeId: code?.id ?? '', format: 'pdf', size: 1200, dpi: 300 })
  expect(Buffer.from(file.bytes).subarray(0, 5).toString()).toBe('%PDF-')
})
