import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import type { BrandContext } from '@/core/brands/scope'
import { listTopics } from '@/core/consent/queries'
import { planImport, startImport } from '@/core/sources/imports/commands'
import { getImportPlan, getImportView } from '@/core/sources/imports/queries'
import { partBytes } from '@/core/sources/imports/schema'
import { finishUpload, putPart, startUpload } from '@/core/sources/imports/upload'
import type { ImportState } from '@/db/states'
import { type Benchmark, rounded } from './harness/benchmark'
import { openInside } from './harness/inside'

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000)
const header = 'phone,name,language,opted_in_at,source,city\n'

/** Two of three rows are people; of the rest a third each has no number, no date, or was there before. */
function* lines(): Generator<string> {
  let text = header
  for (let n = 0; n < rows; n += 1) {
    const kind = n % 9
    const number = kind === 3 ? 'onbekend' : `06${20_000_000 + (kind === 7 ? n - 7 : n)}`
    const date = kind === 5 ? '' : `2026-0${1 + (n % 9)}-1${n % 10}`
    text += `${number},"Persoon ${n}, Noord",nl,${date},klantenpas,Amsterdam\n`
    if (text.length > 1 << 20) {
      yield text
      text = ''
    }
  }
  yield text
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

/** The file into a plain table of text, with nothing looked at: what PostgreSQL alone needs for it. */
async function bareCopy(sql: postgres.Sql, file: Buffer): Promise<number> {
  await sql`create table bench_bare (phone text, name text, language text, opted_in_at text, source text, city text)`
  const seconds = await timed(async () => {
    const into = await sql`copy bench_bare from stdin with (format csv, header)`.writable()
    await pipeline(Readable.from(inParts(file)), into)
  })
  await sql`drop table bench_bare`
  return seconds
}

function* inParts(file: Buffer): Generator<Buffer> {
  for (let from = 0; from < file.byteLength; from += partBytes) yield file.subarray(from, from + partBytes)
}

async function upload(ctx: BrandContext, file: Buffer): Promise<string> {
  const { importId } = await startUpload(ctx, { fileName: 'people.csv', byteSize: file.byteLength })
  let part = 0
  for (const bytes of inParts(file)) await putPart(ctx, { importId, part: part++, bytes })
  await finishUpload(ctx, { importId })
  return importId
}

/** Waits for the worker of the stack. */
async function until(ctx: BrandContext, importId: string, wanted: ImportState, say: (line: string) => void) {
  for (;;) {
    const view = await getImportView(ctx, importId)
    if (view.state === wanted) return view
    if (view.state === 'failed') throw new Error(`The import failed: ${view.problem}`)
    say(`${view.state}: ${view.rowsRead} read, ${view.rowsApplied} brought in`)
    await pause(2_000)
  }
}

export const benchmark: Benchmark = {
  name: 'import',
  describe: `An import of ${rows.toLocaleString('en')} rows by the worker, a third of them wrong, against a bare COPY of the file`,
  async run(stack, say) {
    const { database, at } = await openInside(stack)
    const ctx = await at()
    const file = Buffer.from([...lines()].join(''))
    const copySeconds = await bareCopy(database.sql, file)
    say(`bare copy: ${rounded(copySeconds)} s for ${rounded(file.byteLength / 1e6)} MB`)
    const importId = await upload(ctx, file)
    const [topic] = await listTopics(ctx)
    const { mapping } = await getImportPlan(ctx, importId)
    if (!topic || !mapping) throw new Error('The file could not be planned.')
    const check = await timed(async () => {
      await planImport(ctx, {
        importId,
        mapping: { ...mapping, attributes: [{ key: 'city', column: 5 }] },
        defaultCountry: 'NL',
        dayFirst: true,
        evidence: {
          topicIds: [topic.id],
          source: 'Loyalty card, paper form',
          consentAt: null,
          wording: 'Yes, send me offers on WhatsApp, at most two a month.',
          language: 'en',
          declared: true,
        },
      })
      await until(ctx, importId, 'checked', say)
    })
    const apply = await timed(async () => {
      await startImport(ctx, { importId })
      await until(ctx, importId, 'done', say)
    })
    const view = await getImportView(ctx, importId)
    say(JSON.stringify(view.outcomes))
    await database.close()
    const seconds = check + apply
    return {
      figures: {
        seconds: rounded(seconds),
        dry_run_seconds: rounded(check),
        bring_in_seconds: rounded(apply),
        rows: view.rows,
        people: (view.outcomes.new ?? 0) + (view.outcomes.no_consent ?? 0),
      },
      baselines: { copy_seconds: rounded(copySeconds) },
      ratios: { ratio_to_copy: rounded(seconds / copySeconds) },
    }
  },
}
