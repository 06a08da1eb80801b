import { parseSettings } from '@/core/platform/env'
import { type Rotated, rotateKeys, UnreadableRow } from '@/core/platform/key-rotation/rotate'
import { openDatabase } from '@/db/client'
import { loadEnvFile, run } from './run'
import { withDatabase } from './supervisor/database'
import { Failure } from './supervisor/failure'
import { Output } from './supervisor/output'

// Seals everything under the server's key anew, after ENCRYPTION_KEY was changed. Web and worker may run meanwhile, with
// both keys. Run again after an interruption: what is done already is passed over. See docs/operating.md.
await run(async () => {
  loadEnvFile()
  const settings = parseSettings(process.env)
  const { ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS } = settings
  if (!ENCRYPTION_KEY_PREVIOUS || ENCRYPTION_KEY_PREVIOUS === ENCRYPTION_KEY || !process.env.ENCRYPTION_KEY) {
    throw new Failure(
      'Set ENCRYPTION_KEY to the new key and ENCRYPTION_KEY_PREVIOUS to the one before it. Nothing was changed.',
    )
  }
  const output = new Output()
  const startedAt = performance.now()
  await withDatabase(settings, output, async (databaseUrl) => {
    const { db, close } = openDatabase(databaseUrl, { max: 2, applicationName: 'vinkje-keys' })
    try {
      const rotated = await rotateKeys({ db, onProgress: progress() })
      for (const one of rotated) console.log(lineOf(one))
      const total = rotated.reduce((sum, one) => sum + one.resealed, 0)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`\n${total} sealed anew in ${seconds} s. Every row opens with the new key alone.`)
      console.log(
        'Take ENCRYPTION_KEY_PREVIOUS out of the environment and restart. Keep the old key with old backups.',
      )
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error
      throw new Failure(
        `${error.message}. It was left as it is, and so is everything after it; what was sealed anew before it stays so. ` +
          'Keep ENCRYPTION_KEY_PREVIOUS set. Is it the key that was in use until now?',
      )
    } finally {
      await close()
    }
  })
})

function lineOf({ table, column, looked, resealed }: Rotated): string {
  return `  ${`${table}.${column}`.padEnd(44)} ${String(looked).padStart(9)} rows, ${resealed} sealed anew`
}

/** A line every few seconds: a million keys take a while. */
function progress(): (rotated: Rotated) => void {
  let last = performance.now()
  return (rotated) => {
    if (performance.now() - last < 3_000) return
    last = performance.now()
    console.log(`  … ${lineOf(rotated).trim()}`)
  }
}
