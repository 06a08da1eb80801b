import { setTimeout as wait } from 'node:timers/promises'
import { type Benchmark, rounded } from './harness/benchmark'
import { openStatusStage, type StatusStage, statusOf } from './harness/status-stage'

const kinds = ['sent', 'delivered', 'read'] as const
const perPost = 20

export const benchmark: Benchmark = {
  name: 'webhooks',
  describe:
    'Status webhooks, from the HTTP request to the message rows, beside bare inserts of as many rows (database durable)',
  durable: true,
  async run(stack, say) {
    const stage = await openStatusStage(stack)
    try {
      const batch = await timeBatches(stage, say)
      const posts = await timePosts(stage, say)
      const sustained = await sustain(stage, 60, say)
      const bare = await insertBare(stage, 15, say)
      return {
        figures: {
          statuses_per_second: rounded(sustained),
          batch_1000_ms: rounded(batch),
          post_p50_ms: rounded(posts.p50),
          post_p99_ms: rounded(posts.p99),
        },
        baselines: { bare_inserts_per_second: rounded(bare) },
        ratios: { ratio_to_bare_insert: rounded(sustained / bare) },
      }
    } finally {
      await stage.close()
    }
  },
}

/** One POST with 1,000 statuses, until all 1,000 messages say so. The median of nine, after two to warm up. */
async function timeBatches(stage: StatusStage, say: (line: string) => void): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 11; round++) {
    const { first, campaignId } = await stage.addMessages(1_000)
    const statuses = Array.from({ length: 1_000 }, (_, n) => statusOf(first + n, 'delivered'))
    const began = performance.now()
    await stage.post(statuses)
    while ((await stage.count(campaignId, 'delivered')) < 1_000) await wait(3)
    times.push(performance.now() - began)
  }
  say(`1,000 statuses in one POST, until applied: ${times.map((ms) => Math.round(ms)).join(', ')} ms`)
  return quantile(times.slice(2), 0.5)
}

/**
 * 200 POSTs a second for 20 seconds, each at its moment whether or not the ones before were answered; the time counts
 * from that moment, so that a pause is felt by all who wait through it.
 */
async function timePosts(stage: StatusStage, say: (line: string) => void) {
  const perSecond = 200
  const seconds = 20
  const { first } = await stage.addMessages(perSecond * seconds * 5)
  const times: number[] = []
  const began = performance.now()
  const under: Promise<void>[] = []
  for (let nth = 0; nth < perSecond * seconds; nth++) {
    const due = began + (nth * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 0) await wait(early)
    const statuses = Array.from({ length: 5 }, (_, n) => statusOf(first + nth * 5 + n, 'delivered'))
    under.push(stage.post(statuses).then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(under)
  await settled(stage)
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)]
  say(
    `${times.length} POSTs at ${perSecond} a second: median ${p50.toFixed(1)} ms, 99th percentile ${p99.toFixed(1)} ms`,
  )
  return { p50, p99 }
}

/**
 * As many as are taken and applied: twelve connections post twenty statuses at a time, and wait while more than 4,000
 * deliveries lie unapplied. The clock stops when the last status is in its message row.
 */
async function sustain(stage: StatusStage, seconds: number, say: (line: string) => void): Promise<number> {
  const lot = 150_000
  let people = await stage.addMessages(lot)
  let campaigns = [people]
  let next = 0
  const began = performance.now()
  let held = false
  let posted = 0
  const watching = (async () => {
    while (performance.now() - began < seconds * 1_000) {
      held = (await stage.waiting()) > 4_000
      await wait(100)
    }
  })()
  const lane = async () => {
    while (performance.now() - began < seconds * 1_000) {
      if (held) {
        await wait(10)
        continue
      }
      const from = next
      next += perPost
      if (from >= lot * kinds.length * campaigns.length) break
      // Each person's three statuses come one after the other, some time apart, as in life.
      const within = from % lot
      const kind = kinds[Math.floor(from / lot) % kinds.length] ?? 'read'
      await stage.post(Array.from({ length: perPost }, (_, n) => statusOf(people.first + within + n, kind)))
      posted += perPost
    }
  }
  for (;;) {
    await Promise.all(Array.from({ length: 12 }, lane))
    if (performance.now() - began >= seconds * 1_000) break
    people = await stage.addMessages(lot)
    campaigns = [...campaigns, people]
  }
  await watching
  await settled(stage)
  const took = (performance.now() - began) / 1_000
  const [{ told } = { told: 0 }] = await stage.sql<{ told: number }[]>`
    select (count(sent_at) + count(delivered_at) + count(read_at))::int as told from messages
    where brand_id = ${stage.account.brandId} and campaign_id in ${stage.sql(campaigns.map((one) => one.campaignId))}`
  say(`${posted} statuses posted, ${told} in message rows after ${took.toFixed(1)} s`)
  if (told !== posted) throw new Error(`${posted} statuses were posted and ${told} arrived.`)
  return told / took
}

async function settled(stage: StatusStage): Promise<void> {
  while ((await stage.waiting()) > 0) await wait(20)
}

/** The same statuses as bare rows, as many at a time and over as many connections, into a table with one key. */
async function insertBare(stage: StatusStage, seconds: number, say: (line: string) => void): Promise<number> {
  const { sql, account } = stage
  await sql`create table bench_bare (brand_id uuid, wamid text, status text, at timestamptz, primary key (brand_id, wamid, status))`
  let rows = 0
  const began = performance.now()
  const lane = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const from = rows
      rows += perPost
      const lot = Array.from({ length: perPost }, (_, n) => ({
        ...{
          brand_id: account.brandId,
          wamid: `wamid.${from + n}`,
          status: 'delivered',
          at: new Date().toISOString(),
        },
      }))
      await sql`insert into bench_bare ${sql(lot)}`
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  const perSecond = rows / ((performance.now() - began) / 1_000)
  await sql`drop table bench_bare`
  say(`${Math.round(perSecond)} bare rows a second`)
  return perSecond
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
