import { PDFiumLibrary } from '@hyzyla/pdfium'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now, openTestPages } from '@/core/sources/landing-pages/testing-pages'
import { handleVerify } from '@/core/sources/verify/http'
import { brands } from '@/db/schema/brands'
import { publicLanguages } from '@/db/states'
import { sealLedger } from '../../seal'
import { receiptWords } from '../words'
import { readAttachedReceipt } from './attached'
import { buildReceiptPdf } from './write'

let pages: Awaited<ReturnType<typeof openTestPages>>
let subscriberId: string
/** Nobody fills in a form in no time. */
const tenSecondsLater = new Date(now.getTime() + 10_000)

beforeAll(async () => {
  pages = await openTestPages()
  await pages.makePage('winter')
  subscriberId = await signUp('0612345678')
  await sealLedger(pages.ctx)
})
afterAll(() => pages.store.drop())

async function signUp(phone: string): Promise<string> {
  const version =
    /name="version" value="([^"]+)"/.exec(await (await pages.get('/p/winter')).text())?.[1] ?? ''
  await pages.post('/p/winter', { phone, consent: 'yes', version }, {}, tenSecondsLater)
  const person = await pages.findPerson(phone.replace('0', '+31'))
  if (!person) throw new Error('the sign-up made nobody')
  return person.id
}

async function readText(pdf: Buffer): Promise<string[]> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const texts = [...document.pages()].map((page) => page.getText())
  document.destroy()
  library.destroy()
  return texts
}

async function verify(pdf: Buffer): Promise<string> {
  const body = new FormData()
  body.set('file', new File([new Uint8Array(pdf)], 'receipt.pdf', { type: 'application/pdf' }))
  const request = new Request('http://localhost/verify?lang=en', { method: 'POST', body })
  const database = { db: pages.store.db, sql: pages.store.sql, close: pages.store.drop }
  return (await handleVerify(request, { database })).text()
}

test.each(publicLanguages)(
  'a person can read in %s what they agreed to, with whom, and when',
  async (language) => {
    const { pdf, receiptId } = await buildReceiptPdf(pages.ctx, subscriberId, { language })
    const text = (await readText(pdf)).join('\n').replace(/\s+/g, ' ')
    const words = receiptWords[language]
    for (const said of [
      words.pdf.title,
      words.kinds.given,
      words.pdf.shown,
      receiptId,
      'Fietserij Noord B.V.',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).toContain('mag mij via WhatsApp berichten sturen')
    expect(text).not.toContain('12345678')
    expect(pdf.toString('latin1')).toContain(`/Lang (${language})`)
  },
)

test('the file can be read aloud: it has a structure, a title, its own letters, and words for its picture', async () => {
  const { pdf } = await buildReceiptPdf(pages.ctx, subscriberId, { language: 'nl' })
  const raw = pdf.toString('latin1')
  for (const part of [
    '/Marked true',
    '/StructTreeRoot',
    '/DisplayDocTitle true',
    '/FontFile2',
    '/S /Figure',
  ]) {
    expect(raw).toContain(part)
  }
  expect(raw).not.toMatch(/\/Subtype \/Type1\b/)
})

test('who is named in another script is named in their own letters, and read aloud as they are written', async () => {
  await pages.store.db.update(brands).set({ legalName: 'Ποδήλατα 北 محمد' })
  const id = await signUp('0612345679')
  const { pdf } = await buildReceiptPdf(pages.ctx, id, { language: 'nl' })
  const [first = ''] = await readText(pdf)
  expect(first).toContain('Ποδήλατα 北')
  expect(first).not.toContain('?')
  expect(pdf.toString('latin1')).toContain('/ActualText')
})

test('the one file is checked as it is, and half of it is not', async () => {
  const { pdf } = await buildReceiptPdf(pages.ctx, subscriberId, { withEvidence: true })
  expect(await verify(pdf)).toContain('This proof is right')
  const receipt = JSON.parse(readAttachedReceipt(pdf) ?? '')
  expect(receipt.events[0].leaf.kind).toBe('given')
  expect(await verify(pdf.subarray(0, pdf.length / 2))).not.toContain('This proof is right')
})

test('a PDF that is not ours holds no receipt', () => {
  expect(readAttachedReceipt(Buffer.from('%PDF-1.7\n1 0 obj << /Type /EmbeddedFile >> endobj'))).toBeNull()
  expect(
    readAttachedReceipt(Buffer.from('%PDF-1.7\n/Type /EmbeddedFile /Subtype /application#2Fjson /Length 9')),
  ).toBeNull()
})
