import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrandBySlug } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { parseSettings } from '@/core/platform/env'
import { openBrandForSystem } from '@/core/staff/gate'
import { type Database, openDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { seedScale } from '@/db/seed/scale/main'
import { withDatabase } from '@/scripts/supervisor/database'
import { environmentOf } from '@/scripts/supervisor/environment'
import { Output } from '@/scripts/supervisor/output'

/** The promises are about a million people and three million events; fewer for a quick look: BENCH_PEOPLE=100000. */
export const crowdSize = Number(process.env.BENCH_PEOPLE || 1_000_000)

export type Crowd = {
  database: Database
  ctx: BrandContext
  /** For processes of their own: settings, keys and the address of the database. */
  env: NodeJS.ProcessEnv
}

/**
 * A brand with a crowd, on a database of its own that waits for its disk. It is made first, which takes a quarter of an
 * hour, and removed at the end; with BENCH_DATA_DIR it stays in that folder, for the next benchmark to find it there (also
 * one that `DATA_DIR=… npm run seed:scale` has made).
 */
export async function withCrowd<T>(
  say: (line: string) => void,
  work: (crowd: Crowd) => Promise<T>,
): Promise<T> {
  const kept = process.env.BENCH_DATA_DIR
  const dataDir = kept ? path.resolve(kept) : mkdtempSync(path.join(tmpdir(), 'vinkje-crowd-'))
  // Run as root, PostgreSQL has an account of its own, and that must be able to walk through.
  if (!kept) chmodSync(dataDir, 0o711)
  try {
    const settings = parseSettings({ DATA_DIR: dataDir })
    return await withDatabase(settings, new Output(), async (databaseUrl) => {
      await migrate(databaseUrl)
      const env = environmentOf(settings, databaseUrl, 'production', '.next')
      // Settings are read when they are first needed: what is sealed here has to open there.
      Object.assign(process.env, env)
      const database = openDatabase(databaseUrl, { max: 4, applicationName: 'vinkje-bench' })
      try {
        const root = { db: database.db, actor: { type: 'system' as const, job: 'bench' }, now: new Date() }
        if (!(await findBrandBySlug(root, 'scale'))) {
          const { SIMULATOR_URL: simulatorUrl } = settings
          await seedScale({ databaseUrl, simulatorUrl, people: crowdSize, onProgress: say })
        }
        const brand = await findBrandBySlug(root, 'scale')
        if (!brand) throw new Error('The crowd was not made.')
        return await work({ database, ctx: await openBrandForSystem(root, brand.id), env })
      } finally {
        await database.close()
      }
    })
  } finally {
    if (!kept) rmSync(dataDir, { recursive: true, force: true })
  }
}
