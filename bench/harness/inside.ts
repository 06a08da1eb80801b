import type { BrandContext } from '@/core/brands/scope'
import { openBrandForSystem } from '@/core/staff/gate'
import { type Database, openDatabase } from '@/db/client'
import type { BenchStack } from './benchmark'

/** The demo brand of a stack, opened from here, with the secrets of the stack. */
export async function openInside(
  { databaseUrl, env }: BenchStack,
  slug = 'fietserij-noord',
): Promise<{ database: Database; at: () => Promise<BrandContext> }> {
  // Settings are read when they are first needed: what is sealed here has to open there.
  Object.assign(process.env, env)
  const database = openDatabase(databaseUrl, { max: 4, applicationName: 'vinkje-bench' })
  const [brand] = await database.sql<{ id: string }[]>`select id from brands where slug = ${slug}`
  if (!brand) throw new Error(`There is no brand ${slug} in this database.`)
  const at = () =>
    openBrandForSystem(
      { db: database.db, actor: { type: 'system', job: 'bench' }, now: new Date() },
      brand.id,
    )
  return { database, at }
}
