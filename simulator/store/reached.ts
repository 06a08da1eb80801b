import { createReach, dayMs, type Reach } from '../consequences/messaging-limit'
import type { Database } from './database'

export type Reached = ReturnType<typeof openReached>

/** Whom each business account reached outside service windows, for 30 days. */
export function openReached(database: Database) {
  const put = database.prepare('INSERT OR REPLACE INTO reached (waba_id, peer, at) VALUES (?, ?, ?)')
  const load = database.prepare('SELECT peer, at FROM reached WHERE waba_id = ? ORDER BY at, rowid')
  const expire = database.prepare('DELETE FROM reached WHERE at < ?')
  const reaches = new Map<string, Reach>()

  const of = (wabaId: string): Reach => {
    const known = reaches.get(wabaId)
    if (known) return known
    const rows = load.all(wabaId) as { peer: string; at: number }[]
    const reach = createReach(rows.map(({ peer, at }) => [peer, at] as const))
    reaches.set(wabaId, reach)
    return reach
  }

  return {
    of,
    add(wabaId: string, peer: string, now: number) {
      of(wabaId).add(peer, now)
      put.run(wabaId, peer, now)
    },
    expire(now: number) {
      const before = now - 30 * dayMs
      for (const reach of reaches.values()) reach.forget(before)
      expire.run(before)
    },
    reload: () => reaches.clear(),
  }
}
