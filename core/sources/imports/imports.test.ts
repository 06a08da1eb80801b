import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../../brands/scope'
import { recordConsent } from '../../consent/commands'
import { sealLedger } from '../../consent/seal'
import { openTestShop, type TestShop } from '../../consent/testing-shop'
import { verifyEvidenceOf } from '../../consent/verify/evidence'
import { verifyProjections } from '../../consent/verify/projections'
import { verifyLedger } from '../../consent/verify/verify'
import { withdrawConsent } from '../../consent/withdraw'
import { ensureSubscriber } from '../../subscribers/commands'
import { runImport } from './apply'
import { checkImport } from './check'
import { attachProof, cancelImport, discardImport, planImport, startImport, undoImport } from './commands'
import { exportRowsToMend, getImportView, listRowsToMend } from './queries'
import { plainPlan, uploadFile } from './testing-file'
import { runUndo } from './undo'
import { finishUpload, putPart, startUpload } from './upload'

let database: TestDatabase
let shop: TestShop
/** Long after the shop opened, so that dates of consent lie in the past. */
const later = 300_000

beforeAll(async () => {
  database = await createTestDatabase()
  shop = await openTestShop(database.db)
})
afterAll(() => database.drop())

const header = 'Naam;Mobiel;Datum toestemming;Tags\n'
const staffCtx = (minutes = later) => shop.at(minutes)

async function dryRun(ctx: BrandContext, content: string, change = {}): Promise<string> {
  const importId = await uploadFile(ctx, 'klanten.csv', content)
  await planImport(ctx, await plainPlan(ctx, importId, [shop.topics.acties], change))
  await checkImport(ctx, importId)
  return importId
}

async function bringIn(ctx: BrandContext, importId: string): Promise<void> {
  await startImport(ctx, { importId })
  await runImport(ctx, importId)
}

const person = (phone: string) =>
  database.sql<
    { id: string; name: string | null; state: string | null; tags: string[]; topic: string | null }[]
  >`select s.id, s.name, s.consent_state as state, s.tags, c.state as topic from subscribers s
  left join consent_states c on c.brand_id = s.brand_id and c.subscriber_id = s.id and c.topic_id = ${shop.topics.acties}
  where s.brand_id = ${shop.brandId} and s.phone_e164 = ${phone}`.then(([row]) => row)

test('a dry run says what each row would come to, and changes nobody', async () => {
  const ctx = await staffCtx()
  const { id: known } = await ensureSubscriber(ctx, {
    phoneE164: '+31611000001',
    country: 'NL',
    language: 'nl',
  })
  const { id: left } = await ensureSubscriber(ctx, {
    phoneE164: '+31611000002',
    country: 'NL',
    language: 'nl',
  })
  await withdrawConsent(ctx, {
    subscriberId: left,
    topicIds: [shop.topics.acties],
    method: 'keyword',
    source: { kind: 'whatsapp_thread' },
    evidence: {},
  })
  const importId = await dryRun(
    ctx,
    `${header}Anna;06 11000001;01-05-2026;\nBram;0611000002;01-05-2026;\nCem;0611000003;01-05-2026;VIP, Noord\n` +
      'Dina;+31 6 11000003;02-05-2026;\nEva;0611000004;;\nFons;12;01-05-2026;\n\nGijs;0611000005;01-05-2099;\n',
  )
  const view = await getImportView(ctx, importId)
  expect(view.state).toBe('checked')
  expect(view.rows).toBe(7)
  expect(view.outcomes).toEqual({
    known: 1,
    left_before: 1,
    new: 1,
    duplicate: 1,
    no_consent: 2,
    rejected: 1,
  })
  expect(await person('+31611000003')).toBeUndefined()
  expect((await person('+31611000001'))?.topic).toBeNull()
  expect(
    (await listRowsToMend(ctx, importId, { limit: 10 })).map(({ rowNumber, problem }) => [
      rowNumber,
      problem,
    ]),
  ).toEqual([
    [6, 'consent-date-missing'],
    [7, 'number-invalid'],
    [9, 'consent-date-ahead'],
  ])

  await bringIn(ctx, importId)
  expect(await getImportView(ctx, importId)).toMatchObject({ state: 'done', rowsApplied: 7 })
  expect(await person('+31611000003')).toMatchObject({
    name: 'Cem',
    topic: 'given',
    state: 'given',
    tags: ['vip', 'noord'],
  })
  expect(await person('+31611000001')).toMatchObject({ id: known, name: 'Anna', topic: 'given' })
  expect(await person('+31611000002')).toMatchObject({ name: null, topic: 'withdrawn' })
  expect(await person('+31611000004')).toMatchObject({ name: 'Eva', topic: null, state: null })
})

test('each imported consent points at its wording, its file and who declared it, and the ledger seals it', async () => {
  const ctx = await staffCtx(later + 10)
  const importId = await uploadFile(ctx, 'a.csv', `${header}Hugo;0612000001;03-06-2026;\n`)
  await attachProof(ctx, { importId, fileName: 'lijst.pdf', bytes: Buffer.from('%PDF-1.7 lijst') })
  await planImport(ctx, await plainPlan(ctx, importId, [shop.topics.acties]))
  await checkImport(ctx, importId)
  await bringIn(ctx, importId)
  const [event] = await database.sql`
    select e.kind, e.at::date::text as at, e.source_kind, e.number_checked_by, e.details, w.text, length(v.sealed) as sealed
    from consent_events e join subscribers s on s.brand_id = e.brand_id and s.id = e.subscriber_id
    join wordings w on w.brand_id = e.brand_id and w.id = e.wording_id
    join consent_evidence v on v.brand_id = e.brand_id and v.event_id = e.id
    where s.phone_e164 = '+31612000001'`
  expect(event).toMatchObject({
    kind: 'imported',
    at: '2026-06-03',
    source_kind: 'import',
    number_checked_by: 'import',
    text: 'Ja, stuur mij acties via WhatsApp, hooguit 2 per maand.',
    details: { importId, importedFrom: 'Klantenpas, papieren formulier' },
  })
  expect(event?.['details']).toMatchObject({
    proofSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    declarationSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(JSON.stringify(event?.['details'])).not.toContain('12000001')
  await sealLedger(ctx)
  expect((await verifyLedger({ ...database, close: async () => undefined }, shop.brandId)).findings).toEqual(
    [],
  )
  expect((await verifyProjections(ctx)).different).toEqual([])
  expect((await verifyEvidenceOf(ctx)).changed).toEqual([])
})

test('who leaves between dry run and import is not brought back', async () => {
  const ctx = await staffCtx(later + 20)
  const importId = await dryRun(ctx, `${header}Ine;0613000001;03-06-2026;\nJet;0613000002;03-06-2026;\n`)
  const { id } = await ensureSubscriber(ctx, { phoneE164: '+31613000001', country: 'NL', language: 'nl' })
  await withdrawConsent(ctx, {
    subscriberId: id,
    topicIds: [shop.topics.acties],
    method: 'staff_entry',
    source: { kind: 'staff' },
    evidence: {},
  })
  await bringIn(ctx, importId)
  expect((await person('+31613000001'))?.topic).toBe('withdrawn')
  expect((await getImportView(ctx, importId)).outcomes).toEqual({ new: 1, left_before: 1 })
})

test('an import that was paused goes on where it stopped, and nobody comes in twice', async () => {
  const ctx = await staffCtx(later + 30)
  const rows = Array.from({ length: 3_000 }, (_, n) => `P${n};06${14_000_000 + n};03-06-2026;`).join('\n')
  const importId = await dryRun(ctx, header + rows)
  await startImport(ctx, { importId })
  // Staff pause after the first batch: the second one sees it.
  const pausing = database.sql`select 1`.then(async () => {
    for (;;) {
      const { rowsApplied } = await getImportView(ctx, importId)
      if (rowsApplied > 0) return cancelImport(ctx, { importId })
    }
  })
  await Promise.all([runImport(ctx, importId, 250), pausing])
  const paused = await getImportView(ctx, importId)
  expect(paused.state).toBe('cancelled')
  expect(paused.rowsApplied).toBeGreaterThan(0)
  expect(paused.rowsApplied).toBeLessThan(3_000)
  await bringIn(ctx, importId)
  const [count] = await database.sql`
    select count(*)::int as events, count(distinct e.subscriber_id)::int as people from consent_events e
    where e.brand_id = ${shop.brandId} and e.details->>'importId' = ${importId}`
  expect(count).toEqual({ events: 3_000, people: 3_000 })
  expect(await getImportView(ctx, importId)).toMatchObject({ state: 'done', rowsApplied: 3_000 })
})

test('an undo ends what the import brought, and leaves who acted since', async () => {
  const ctx = await staffCtx(later + 40)
  const importId = await dryRun(ctx, `${header}Kim;0615000001;03-06-2026;\nLou;0615000002;03-06-2026;\n`)
  await bringIn(ctx, importId)
  const lou = await person('+31615000002')
  await recordConsent(ctx, {
    subscriberId: lou?.id ?? '',
    topicIds: [shop.topics.acties],
    kind: 'given',
    method: 'tick',
    source: { kind: 'landing_page' },
    evidence: {},
  })
  await undoImport(ctx, { importId })
  await runUndo(ctx, importId)
  expect(await getImportView(ctx, importId)).toMatchObject({ state: 'undone', rowsApplied: 0 })
  expect((await person('+31615000002'))?.topic).toBe('given')
  const kim = await database.sql`
    select c.state, s.phone_e164, s.name, s.erased_at is not null as gone, k.subscriber_id as key from subscribers s
    join consent_states c on c.brand_id = s.brand_id and c.subscriber_id = s.id
    join import_rows r on r.brand_id = s.brand_id and r.subscriber_id = s.id
    left join subscriber_keys k on k.brand_id = s.brand_id and k.subscriber_id = s.id
    where r.import_id = ${importId} and r.row_number = 2`
  expect(kim).toMatchObject([{ state: 'expired', phone_e164: null, name: null, gone: true, key: null }])

  // The same people may come again, with a better file.
  const again = await dryRun(await staffCtx(later + 45), `${header}Kim;0615000001;03-06-2026;\n`)
  expect((await getImportView(ctx, again)).outcomes).toEqual({ new: 1 })
})

test('an upload that broke off goes on, and the same part twice is one part', async () => {
  const ctx = await staffCtx(later + 50)
  const bytes = Buffer.from(`${header}Mo;0616000001;03-06-2026;\n`)
  const { importId } = await startUpload(ctx, { fileName: 'a.csv', byteSize: bytes.byteLength })
  await expect(finishUpload(ctx, { importId })).rejects.toMatchObject({ code: 'upload-incomplete' })
  await expect(putPart(ctx, { importId, part: 1, bytes })).rejects.toMatchObject({ code: 'conflict' })
  await expect(putPart(ctx, { importId, part: 0, bytes: bytes.subarray(1) })).rejects.toMatchObject({
    code: 'conflict',
  })
  await putPart(ctx, { importId, part: 0, bytes })
  await putPart(ctx, { importId, part: 0, bytes })
  expect(await finishUpload(ctx, { importId })).toEqual({ problem: null })
  const [stored] = await database.sql`select sealed from import_chunks where import_id = ${importId}`
  expect(stored?.['sealed'].includes('0616000001')).toBe(false)
})

test.each([
  ['a.csv', '%PDF-1.4 …', 'file-pdf'],
  ['a.csv', 'Naam;Mobiel\n', 'file-no-rows'],
  ['a.csv', 'Naam;Mobiel\n"Anna;0611111111\n', 'file-open-quote'],
])(
  'a file that cannot be read is refused whole, with the reason (%s, %s)',
  async (name, content, problem) => {
    const ctx = await staffCtx(later + 60)
    const importId = await uploadFile(ctx, name, content)
    expect(await getImportView(ctx, importId)).toMatchObject({ state: 'failed', problem, rows: 0 })
    await discardImport(ctx, { importId })
    await expect(getImportView(ctx, importId)).rejects.toMatchObject({ code: 'not-found' })
  },
)

test('without evidence everybody comes in without consent', async () => {
  const ctx = await staffCtx(later + 70)
  const importId = await dryRun(ctx, `${header}Noor;0617000001;03-06-2026;\n`, { evidence: null })
  await bringIn(ctx, importId)
  expect(await person('+31617000001')).toMatchObject({ name: 'Noor', topic: null, state: null })
  expect((await getImportView(ctx, importId)).outcomes).toEqual({ no_consent: 1 })
})

test('the list of rows to mend runs nothing in a spreadsheet', async () => {
  const ctx = await staffCtx(later + 80)
  const importId = await dryRun(ctx, `${header}=HYPERLINK("https://evil.example");12;03-06-2026;\n`)
  let csv = ''
  const words = { row: 'Rij', outcome: 'Uitkomst', problem: 'Reden', outcomes: String, problems: String }
  for await (const text of exportRowsToMend(ctx, importId, words)) csv += text
  expect(csv).toContain(`'=HYPERLINK`)
  expect(csv).not.toMatch(/(^|[,;"])=HYPERLINK/m)
})

test('whoever may only look imports nothing, and another brand sees nothing of it', async () => {
  const ctx = await staffCtx(later + 90)
  const importId = await uploadFile(ctx, 'a.csv', `${header}Otto;0618000001;03-06-2026;\n`)
  const viewer = { ...ctx, scope: { ...ctx.scope, role: 'viewer' as const } }
  await expect(startUpload(viewer, { fileName: 'a.csv', byteSize: 5 })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(getImportView(viewer, importId)).rejects.toMatchObject({ code: 'not-allowed' })
  const other = await (await openTestShop(database.db)).at(later)
  await expect(getImportView(other, importId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(startImport(other, { importId })).rejects.toMatchObject({ code: 'not-found' })
})
