import { getSettings } from '@/core/platform/env'
import { seedDemo } from '@/db/seed/main'
import { run } from '../run'

// Filling a database keeps a processor busy, so it has a process of its own beside the build.
process.on('disconnect', () => process.exit(1))

await run(async () => {
  const { DATABASE_URL, SIMULATOR_URL } = getSettings()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: start this with npm run db:seed.')
  await seedDemo({
    databaseUrl: DATABASE_URL,
    simulatorUrl: SIMULATOR_URL,
    onProgress: (words) => void process.send?.(words),
  })
})
