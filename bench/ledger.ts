import { hash } from 'node:crypto'
import { sealLedger } from '@/core/consent/seal'
import { type Benchmark, rounded } from './harness/benchmark'
import { type Crowd, crowdSize, withCrowd } from './harness/crowd'
import { verifyInProcess } from './harness/verify'

export const benchmark: Benchmark = {
  name: 'ledger',
  describe: `npm run ledger:verify over ${(3 * crowdSize).toLocaleString('en')} events, beside a bare read of their rows with one hash each`,
  alone: true,
  run: (say) =>
    withCrowd(say, async ({ database, ctx, env }) => {
      const began = performance.now()
      const { events: sealed } = await sealLedger(ctx)
      const sealSeconds = (performance.now() - began) / 1000
      say(`${sealed.toLocaleString('en')} events sealed in ${rounded(sealSeconds)} s`)
      const bare = await bareRead({ database, ctx })
      say(`bare read and hash of ${bare.events.toLocaleString('en')} rows: ${rounded(bare.seconds)} s`)
      const verified = await verifyInProcess(env, ['scale'], say)
      if (!verified.isWhole) throw new Error('The ledger is not whole.')
      return {
        figures: {
          verify_seconds: rounded(verified.seconds),
          events: bare.events,
          // Nothing to seal where an earlier run has done it.
          ...(sealed > 0 && { sealed_per_second: rounded(sealed / sealSeconds) }),
        },
        baselines: { bare_read_and_hash_seconds: rounded(bare.seconds) },
        ratios: { ratio_to_bare_read: rounded(verified.seconds / bare.seconds) },
      }
    }),
}

/** Every row as text, in the order of recording, and a SHA-256 over each: what no check can do without. */
async function bareRead({ database, ctx }: Pick<Crowd, 'database' | 'ctx'>) {
  const began = performance.now()
  let events = 0
  const rows = database.sql<{ row: string }[]>`
    select e::text as row from consent_events e where brand_id = ${ctx.scope.brandId} order by seq`.cursor(
    5_000,
  )
  for await (const batch of rows) {
    for (const { row } of batch) hash('sha256', row)
    events += batch.length
  }
  return { events, seconds: (performance.now() - began) / 1000 }
}
