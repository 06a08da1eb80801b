import { rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseSettings, type Settings } from '@/core/platform/env'
import { migrate } from '@/db/migrate'
import { loadEnvFile, run } from './run'
import { withDatabase } from './supervisor/database'
import { wipe } from './supervisor/demo'
import { Failure } from './supervisor/failure'
import { lockDataDir } from './supervisor/lock'
import { Output } from './supervisor/output'

// Removes all data of this copy: tables, and what the simulator remembers. The next `npm start` makes the demo anew.
await run(async (args) => {
  loadEnvFile()
  const settings = parseSettings(process.env)
  if (settings.DEPLOYMENT === 'production') {
    throw new Failure(
      'This removes everything, and DEPLOYMENT=production says that real people depend on it. Not done.',
    )
  }
  // Web and worker would go on with tables that are gone. The lock is given back at once: withDatabase takes it.
  lockDataDir(path.resolve(settings.DATA_DIR)).release()
  if (!args.includes('--yes') && !(await confirmed(settings))) {
    console.log('Nothing was changed.')
    return 1
  }
  const output = new Output()
  await withDatabase(settings, output, (databaseUrl) =>
    output.during('Removing everything and making the tables anew', async () => {
      await wipe(databaseUrl)
      await migrate(databaseUrl)
    }),
  )
  rmSync(path.resolve(settings.DATA_DIR, 'simulator'), { recursive: true, force: true })
})

async function confirmed(settings: Settings): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Failure('To remove all data without being asked: npm run db:reset -- --yes')
  const what = settings.DATABASE_URL ? 'the database in DATABASE_URL' : settings.DATA_DIR
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await terminal.question(`This removes all data in ${what}. Type "remove" to go on: `)
    return answer.trim() === 'remove'
  } finally {
    terminal.close()
  }
}
