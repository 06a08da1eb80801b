import { fork } from 'node:child_process'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { nodeArgs } from '@/scripts/supervisor/node-args'
import { type Benchmark, rounded } from './harness/benchmark'
import { crowdSize, withCrowd } from './harness/crowd'

type Exported = { seconds: number; peakMb: number; beforeMb: number; bytes: number; lines: number }

export const benchmark: Benchmark = {
  name: 'export',
  describe: `An export of ${crowdSize.toLocaleString('en')} people: time, and the most memory its process held, beside a bare COPY of as many rows`,
  alone: true,
  run: (say) =>
    withCrowd(say, async ({ database, ctx, env }) => {
      const { brandId } = ctx.scope
      const [counted] = await database.sql<{ people: number }[]>`
        select count(*)::int as people from subscribers where brand_id = ${brandId} and merged_into_id is null and erased_at is null`
      const people = counted?.people ?? 0
      const csv = await exportIn(env, brandId, 'csv')
      say(`CSV: ${rounded(csv.bytes / 1e6)} MB in ${rounded(csv.seconds)} s, peak ${rounded(csv.peakMb)} MB`)
      // A line for the names of the columns. No name of the crowd holds a line break.
      if (csv.lines !== people + 1) throw new Error(`${csv.lines - 1} of ${people} people were exported.`)
      const json = await exportIn(env, brandId, 'json')
      say(
        `JSON: ${rounded(json.bytes / 1e6)} MB in ${rounded(json.seconds)} s, peak ${rounded(json.peakMb)} MB`,
      )
      const copySeconds = await bareCopy(database.sql, brandId)
      return {
        figures: {
          peak_mb: rounded(Math.max(csv.peakMb, json.peakMb)),
          seconds: rounded(csv.seconds),
          json_seconds: rounded(json.seconds),
          people,
        },
        baselines: { process_before_mb: rounded(csv.beforeMb), copy_seconds: rounded(copySeconds) },
        ratios: { ratio_to_copy: rounded(csv.seconds / copySeconds) },
      }
    }),
}

function exportIn(env: NodeJS.ProcessEnv, brandId: string, format: string): Promise<Exported> {
  const child = fork('bench/harness/export-process.ts', [brandId, format], {
    env,
    execArgv: ['--expose-gc', ...nodeArgs],
  })
  return new Promise((resolve, reject) => {
    let said: Exported | undefined
    child.on('message', (message) => {
      said = message as Exported
    })
    child.once('error', reject)
    child.once('close', (code) =>
      said && code === 0 ? resolve(said) : reject(new Error(`The export ended with ${code}.`)),
    )
  })
}

/** The same people and columns out of PostgreSQL, with nothing done to them. */
async function bareCopy(sql: postgres.Sql, brandId: string): Promise<number> {
  const began = performance.now()
  const rows = await sql`copy (
    select id, phone_e164, username, name, language, country, consent_state, source_kind, created_at, last_message_at, tags, attributes
    from subscribers where brand_id = ${sql.unsafe(`'${brandId}'`)} order by id) to stdout`.readable()
  await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return (performance.now() - began) / 1000
}
