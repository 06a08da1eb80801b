import { sql } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import { getLog } from '../../platform/log'

type View = { brandId: string; versionId: string; testId: string; day: string }
type Counted = View & { views: number }
type Held = { pending: Map<string, Counted>; timer?: NodeJS.Timeout }

/** How long counts gather before they are written. */
const gatherMs = 1_000

// On globalThis, because Next's bundle loads this module anew in the same process.
const onGlobal = globalThis as { vinkjeVersionViews?: WeakMap<Database, Held> }

function heldFor(database: Database): Held {
  onGlobal.vinkjeVersionViews ??= new WeakMap()
  const held = onGlobal.vinkjeVersionViews.get(database) ?? { pending: new Map() }
  onGlobal.vinkjeVersionViews.set(database, held)
  return held
}

function add({ pending }: Held, { views, ...view }: Counted): void {
  const key = `${view.versionId} ${view.testId} ${view.day}`
  pending.set(key, { ...view, views: (pending.get(key)?.views ?? 0) + views })
}

/**
 * Counts that a version was shown to somebody. Costs no query and keeps nothing about who: counts gather in memory, one
 * entry a version and day, and are written within a second.
 */
export function countVersionView(
  database: Database,
  shown: { brandId: string; versionId: string; testId?: string | undefined },
  now: Date,
): void {
  const held = heldFor(database)
  const { brandId, versionId, testId = '' } = shown
  add(held, { brandId, versionId, testId, day: now.toISOString().slice(0, 10), views: 1 })
  later(database, held)
}

function later(database: Database, held: Held): void {
  held.timer ??= setTimeout(() => {
    flushVersionViews(database).catch((error: unknown) => {
      getLog('landing-pages').error({ err: error }, 'page views could not be written; kept for the next try')
      later(database, held)
    })
  }, gatherMs).unref()
}

/** Writes what was counted so far. Call it before the process ends. While the database is away the counts are kept. */
export async function flushVersionViews(database: Database = getDatabase()): Promise<void> {
  const held = heldFor(database)
  clearTimeout(held.timer)
  delete held.timer
  const counted = [...held.pending.values()]
  if (counted.length === 0) return
  held.pending.clear()
  const rows = counted.map(({ brandId, versionId, testId, day, views }) => {
    return { brand_id: brandId, version_id: versionId, test_id: testId, day, views }
  })
  try {
    // In one order, so that two processes never wait for each other in a ring.
    await database.db.execute(sql`
      insert into landing_page_views (brand_id, version_id, test_id, day, views)
      select n.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as n(brand_id uuid, version_id uuid, test_id text, day date, views bigint)
      order by n.version_id, n.test_id, n.day
      on conflict (brand_id, version_id, test_id, day) do update set
        views = landing_page_views.views + excluded.views`)
  } catch (error) {
    for (const one of counted) add(held, one)
    throw error
  }
}
