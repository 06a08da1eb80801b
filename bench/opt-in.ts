import { fork } from 'node:child_process'
import path from 'node:path'
import { setInterval } from 'node:timers/promises'
import postgres from 'postgres'
import { bareInserts } from './harness/bare-inserts'
import { type Benchmark, rounded } from './harness/benchmark'
import { postForms } from './harness/forms'
import { verifyInProcess } from './harness/verify'

const page = '/p/winterbeurt'
const seconds = 30

export const benchmark: Benchmark = {
  name: 'opt-in',
  describe: 'Sign-ups a second over HTTP with the full ledger write, beside a bare handler and bare inserts',
  // Every form comes from an address of its own, as behind a proxy: the limits count, and nobody reaches them.
  settings: { TRUST_PROXY: 'on' },
  durable: true,
  async run({ baseUrl, databaseUrl, env }, say) {
    const url = `${baseUrl}${page}`
    const sql = postgres(databaseUrl, { max: 2 })
    try {
      await postForms(url, { seconds: 5, first: 20_000_000 })
      const before = await countRows(sql)
      const stop = new AbortController()
      const lag = watchLag(sql, stop.signal)
      const posted = await postForms(url, { seconds, first: 30_000_000 })
      stop.abort()
      const sealLag = await lag
      const after = await countRows(sql)
      say(`${posted.accepted} accepted in ${seconds} s, 97.5 % within ${posted.p97Ms} ms`)
      if (after.people - before.people < posted.accepted) throw new Error('An accepted sign-up is not there.')
      const perPerson = (after.events - before.events) / (after.people - before.people)
      const verified = await verifyInProcess(env, [], say)
      if (!verified.isWhole) throw new Error('The ledger is not whole.')

      const bareHttp = await bareHandler()
      say(`bare handler: ${Math.round(bareHttp)} a second`)
      const inserts = await bareInserts(databaseUrl, 10)
      say(`bare inserts of the same rows: ${Math.round(inserts)} people a second`)
      return {
        figures: {
          per_second: rounded(posted.perSecond),
          seal_lag_s: rounded(sealLag),
          latency_p97_ms: posted.p97Ms,
          events_per_sign_up: rounded(perPerson),
        },
        baselines: {
          bare_handler_per_second: rounded(bareHttp),
          bare_inserts_per_second: rounded(inserts),
        },
        ratios: { ratio_to_bare_inserts: rounded(posted.perSecond / inserts) },
      }
    } finally {
      await sql.end()
    }
  },
}

async function countRows(sql: postgres.Sql): Promise<{ people: number; events: number }> {
  const [row] = await sql<{ people: number; events: number }[]>`
    select (select count(*)::int from subscribers) as people, (select count(*)::int from consent_events) as events`
  return row ?? { people: 0, events: 0 }
}

/** The longest that anything was seen to wait for its seal. */
async function watchLag(sql: postgres.Sql, signal: AbortSignal): Promise<number> {
  let longest = 0
  try {
    for await (const _ of setInterval(500, undefined, { signal })) {
      const [row] = await sql<{ lag: number }[]>`
        select coalesce(extract(epoch from now() - min(e.recorded_at)), 0)::float as lag
        from ledger_pending p join consent_events e on e.brand_id = p.brand_id and e.id = p.event_id`
      longest = Math.max(longest, row?.lag ?? 0)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return longest
}

async function bareHandler(): Promise<number> {
  const child = fork(path.resolve('bench/harness/bare-server.mjs'))
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message: { port: number }) => resolve(message.port)).once('error', reject)
    })
    const { perSecond } = await postForms(`http://127.0.0.1:${port}/`, { seconds: 10, first: 40_000_000 })
    return perSecond
  } finally {
    child.kill()
  }
}
