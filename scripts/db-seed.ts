import { parseSettings } from '@/core/platform/env'
import { migrate } from '@/db/migrate'
import { loadEnvFile, run } from './run'
import { withDatabase } from './supervisor/database'
import { readDemoState, seedInProcess } from './supervisor/demo'
import { environmentOf } from './supervisor/environment'
import { Failure } from './supervisor/failure'
import { Output } from './supervisor/output'
import { withSimulator } from './supervisor/simulator'

// Fills an empty database with the demo brand; the first `npm start` does the same.
await run(async () => {
  loadEnvFile()
  const settings = parseSettings(process.env)
  if (settings.DEPLOYMENT === 'production')
    throw new Failure('Demo data never goes to production (DEPLOYMENT=production).')
  const output = new Output()
  await withDatabase(settings, output, async (databaseUrl) => {
    await output.during('Migrations', () => migrate(databaseUrl))
    const state = await readDemoState(databaseUrl)
    if (state === 'half')
      throw new Failure('The demo data was interrupted half-way. Begin anew: npm run db:reset')
    if (state === 'filled')
      throw new Failure('There are brands in this database already. To begin anew: npm run db:reset')
    await withSimulator(settings, output, () =>
      seedInProcess({
        databaseUrl,
        env: environmentOf(settings, databaseUrl, 'production', '.next'),
        output,
        signal: new AbortController().signal,
      }),
    )
  })
})
