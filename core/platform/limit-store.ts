import type { Database } from '@/db/client'
import { makeBatcher } from './batcher'

type Query = { name?: string; text: string; values?: (string | number | null)[] }
type Take = { key: string; points: number; expire: number | null }
type Taken = { points: number; expire: number | null }

/**
 * The client that rate-limiter-flexible asks for, over our own pool. Its one hot statement, taking from a limit, goes
 * out for all who ask at the same time at once, with the meaning that the library's statement has: who asks first is
 * counted first.
 */
export function limitStore(database: Database) {
  const take = makeBatcher<Take, Taken>((takes) => takeAll(database, takes), { most: 200, inFlight: 2 })
  return {
    async query({ name, text, values = [] }: Query) {
      if (name === 'rate_limits:rlflx-upsert') {
        const [key, points, expire] = values as [string, number, number | null]
        return { rows: [await take({ key, points, expire })], rowCount: 1 }
      }
      const rows = await database.sql.unsafe(text, values, { prepare: true })
      return { rows, rowCount: rows.count }
    },
  }
}

async function takeAll(database: Database, takes: Take[]): Promise<Taken[]> {
  const byKey = Map.groupBy(takes, ({ key }) => key)
  // In one order, so that two processes that take from the same limits never wait for each other in a ring.
  const keys = [...byKey.keys()].sort()
  const totals = keys.map((key) => sum(byKey.get(key) ?? []))
  const ends = keys.map((key) => byKey.get(key)?.[0]?.expire ?? null)
  const now = Date.now()
  const rows = await database.sql<{ key: string; points: number; expire: string | null }[]>`
    insert into rate_limits (key, points, expire)
    select * from unnest(${keys}::text[], ${totals}::int[], ${ends}::bigint[])
    on conflict (key) do update set
      points = case when rate_limits.expire <= ${now} then excluded.points
        else rate_limits.points + excluded.points end,
      expire = case when rate_limits.expire <= ${now} then excluded.expire else rate_limits.expire end
    returning key, points, expire`
  const after = new Map(rows.map((row) => [row.key, row]))
  const left = new Map(keys.map((key, at) => [key, totals[at] ?? 0]))
  return takes.map(({ key, points }) => {
    const row = after.get(key)
    if (!row) throw new Error('a limit was taken from and gave no row')
    // All of them are counted by now: what stood there after this one is that less what came behind it.
    const behind = (left.get(key) ?? 0) - points
    left.set(key, behind)
    return { points: row.points - behind, expire: row.expire === null ? null : Number(row.expire) }
  })
}

const sum = (takes: Take[]): number => takes.reduce((total, { points }) => total + points, 0)
