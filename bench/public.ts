import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import postgres from 'postgres'
import { type Benchmark, type BenchStack, rounded } from './harness/benchmark'
import { lighthouseOf } from './harness/lighthouse'
import { atRate, interleaved, type Target } from './harness/load'
import { loadedBy, weigh } from './harness/weigh'

const page = '/p/winterbeurt'

export const benchmark: Benchmark = {
  name: 'public',
  describe:
    'What a passer-by meets: the landing page and the short link, by the second and at half that load, beside a plain page of Next and a bare Node handler; and the page on a slow phone (Lighthouse)',
  // Every scan comes from an address of its own, as behind a proxy: the limits count, and nobody reaches them.
  settings: { TRUST_PROXY: 'on' },
  async run(stack, say) {
    const { baseUrl } = stack
    const weight = await weighPage(baseUrl, say)
    const bare = await startBare()
    const codes = await openCodes(stack)
    try {
      const targets = {
        landing: { url: `${baseUrl}${page}` },
        redirect: { url: `${baseUrl}/q/${codes.code}`, visitors: 4_000, status: 302 },
        next: { url: `${baseUrl}/static-baseline` },
        bare: { url: bare.url, status: 303 },
      } satisfies Record<string, Target>
      const scansBefore = await codes.countScans()
      const perSecond = await interleaved(targets, { warmUpSeconds: 3, seconds: 8, rounds: 3 }, say)
      const landing = await atRate(targets.landing, perSecond.landing / 2, 10)
      const redirect = await atRate(targets.redirect, perSecond.redirect / 2, 10)
      const next = await atRate(targets.next, perSecond.next / 2, 10)
      say(
        `p99 at half the load: landing ${landing.p99Ms} ms, redirect ${redirect.p99Ms} ms, Next ${next.p99Ms} ms`,
      )
      // Scans may be in memory for a second before they are written.
      await setTimeout(2_500)
      const counted = (await codes.countScans()) - scansBefore
      say(`${counted} scans counted`)
      const phone = await lighthouseOf(`${baseUrl}${page}`, say)
      return {
        figures: {
          landing_per_second: rounded(perSecond.landing),
          redirect_per_second: rounded(perSecond.redirect),
          landing_p99_ms: landing.p99Ms,
          redirect_p99_ms: redirect.p99Ms,
          scans_counted: counted,
          ...weight.figures,
          first_contentful_paint_ms: Math.round(phone.firstContentfulPaintMs),
          lighthouse_performance: phone.performance,
          lighthouse_accessibility: phone.accessibility,
          lighthouse_best_practices: phone.bestPractices,
        },
        baselines: {
          next_page_per_second: rounded(perSecond.next),
          next_page_p99_ms: next.p99Ms,
          bare_handler_per_second: rounded(perSecond.bare),
          ...weight.baselines,
        },
        ratios: {
          landing_to_next_page: rounded(perSecond.landing / perSecond.next),
          landing_to_bare_handler: rounded(perSecond.landing / perSecond.bare),
          redirect_to_bare_handler: rounded(perSecond.redirect / perSecond.bare),
        },
      }
    } finally {
      bare.stop()
      await codes.close()
    }
  },
}

/** Bytes over the wire, without the brand's own pictures; a logo that is drawn in the document itself counts. */
async function weighPage(baseUrl: string, say: (line: string) => void) {
  const document = await weigh(`${baseUrl}${page}`)
  if (document.status !== 200) throw new Error(`${page} answered ${document.status}.`)
  const parts = await Promise.all(loadedBy(document).map(weigh))
  for (const part of [document, ...parts]) say(`${part.wireBytes} bytes  ${part.contentType}  ${part.url}`)
  const isPicture = (contentType: string) => /^image\/(?!svg|x-icon|vnd)/.test(contentType)
  const counted = [document, ...parts.filter(({ contentType }) => !isPicture(contentType))]
  const baseline = await weigh(`${baseUrl}/static-baseline`)
  return {
    figures: {
      landing_bytes: counted.reduce((total, { wireBytes }) => total + wireBytes, 0),
      landing_requests: 1 + parts.length,
      landing_scripts: document.body.match(/<script/gi)?.length ?? 0,
    },
    baselines: { next_page_bytes: baseline.wireBytes },
  }
}

/** A printed code of the demo that leads to the page, and how often it was scanned. */
async function openCodes({ databaseUrl }: BenchStack) {
  const sql = postgres(databaseUrl, { max: 1 })
  const [row] = await sql<{ id: string; code: string }[]>`
    select qr_codes.id, qr_codes.code from qr_codes
    join landing_pages on landing_pages.brand_id = qr_codes.brand_id and landing_pages.id = qr_codes.landing_page_id
    where qr_codes.state = 'active' and landing_pages.slug = ${page.slice(3)} limit 1`
  if (!row) throw new Error('The demo has no code that leads to its page.')
  const [column] = await sql`
    select from information_schema.columns where table_name = 'qr_scans' and column_name = 'scans'`
  return {
    code: row.code,
    countScans: async () => {
      const [counted] = await sql<{ n: number }[]>`
        select coalesce(sum(${column ? sql`scans` : sql`1`}), 0)::int as n from qr_scans where qr_code_id = ${row.id}`
      return counted?.n ?? 0
    },
    close: () => sql.end(),
  }
}

async function startBare(): Promise<{ url: string; stop: () => void }> {
  const child = fork(path.resolve('bench/harness/bare-server.mjs'))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port)).once('error', reject)
  })
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() }
}
