import { parseSettings } from '@/core/platform/env'
import { migrate } from '@/db/migrate'
import { loadEnvFile, run } from './run'
import { withDatabase } from './supervisor/database'
import { Output } from './supervisor/output'

// Brings the tables up to date. `npm start` does so too; a deployment with several machines may want it apart.
await run(async () => {
  loadEnvFile()
  const output = new Output()
  await withDatabase(parseSettings(process.env), output, (databaseUrl) =>
    output.during('Migrations', () => migrate(databaseUrl)),
  )
})
