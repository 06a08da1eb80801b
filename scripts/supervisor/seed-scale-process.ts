import { getSettings } from '@/core/platform/env'
import { seedScale } from '@/db/seed/scale/main'
import { run } from '../run'

// In a process of its own, which has the product's environment from its first line on.
process.on('disconnect', () => process.exit(1))

await run(async ([people]) => {
  const { DATABASE_URL, SIMULATOR_URL } = getSettings()
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: start this with npm run seed:scale.')
  await seedScale({
    databaseUrl: DATABASE_URL,
    simulatorUrl: SIMULATOR_URL,
    people: Number(people),
    onProgress: (words) => void process.send?.(words),
  })
})
