import path from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { parseSettings } from '@/core/platform/env'
import { migrate } from '@/db/migrate'
import { loadEnvFile, root, run } from './run'
import { withDatabase } from './supervisor/database'
import { environmentOf } from './supervisor/environment'
import { Failure } from './supervisor/failure'
import { runOneOff } from './supervisor/one-off'
import { Output } from './supervisor/output'

// A brand with a million people, for whoever wants to see how it holds: npm run seed:scale -- --people 100000
await run(async (args) => {
  const { values } = parseArgs({ args, options: { people: { type: 'string', default: '1000000' } } })
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 1 || people > 9_000_000) {
    throw new Failure('--people takes a whole number from 1 to 9000000.')
  }
  loadEnvFile()
  const settings = parseSettings(process.env)
  if (settings.DEPLOYMENT === 'production')
    throw new Failure('Made-up people never go to production (DEPLOYMENT=production).')
  const output = new Output()
  await withDatabase(settings, output, async (databaseUrl) => {
    await output.during('Migrations', () => migrate(databaseUrl))
    if (await isThere(databaseUrl))
      throw new Failure('The brand "scale" is there already. To begin anew: npm run db:reset')
    await output.during(`${people.toLocaleString('en')} people`, (step) =>
      runOneOff({
        what: 'Making the people',
        args: [
          '--import',
          'tsx',
          path.join(root, 'scripts', 'supervisor', 'seed-scale-process.ts'),
          String(people),
        ],
        env: environmentOf(settings, databaseUrl, 'production', '.next'),
        output,
        signal: new AbortController().signal,
        onMessage: (message) => {
          if (typeof message === 'string') step.update(message)
        },
      }),
    )
  })
})

async function isThere(databaseUrl: string): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined })
  try {
    const [row] = await sql`select exists (select from brands where slug = 'scale') as there`
    return row?.there === true
  } finally {
    await sql.end({ timeout: 5 })
  }
}
