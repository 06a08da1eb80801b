import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import type { ListSort } from './schema'

type Order = { key: SQL; cast: SQL; isDescending: boolean }

const joined = { key: sql`subscribers.created_at`, cast: sql`timestamptz` }
const name = { key: sql`subscribers.name_key`, cast: sql`text` }
const message = {
  key: sql`coalesce(subscribers.last_message_at, '-infinity'::timestamptz)`,
  cast: sql`timestamptz`,
}

/** Each order is that of an index, with the id behind it, so that nobody stands in two places. */
const orders: Record<ListSort, Order> = {
  joined: { ...joined, isDescending: false },
  '-joined': { ...joined, isDescending: true },
  name: { ...name, isDescending: false },
  '-name': { ...name, isDescending: true },
  message: { ...message, isDescending: false },
  '-message': { ...message, isDescending: true },
}

export type Place = { sort: ListSort; after?: string | undefined; before?: string | undefined }

type Keyset = { key: SQL; beyond: SQL; orderBy: (by: SQL) => SQL }

/**
 * The keyset part of a page: what stands beyond the person it starts at, and the order to read in (turned round for the
 * page before somebody). The person's own key is read first, so that the planner sees where in the order it lies. Somebody
 * who is not there (any more) starts at the top.
 */
export async function placeSql(ctx: BrandContext, place: Place): Promise<Keyset> {
  const { key, cast, isDescending } = orders[place.sort]
  const backwards = place.before !== undefined
  const reads = isDescending !== backwards ? sql`desc` : sql`asc`
  const orderBy = (by: SQL) => sql`order by ${by} ${reads}, subscribers.id ${reads}`
  const from = place.before ?? place.after
  if (!from) return { key, beyond: sql`true`, orderBy }
  const [at] = await ctx.db.execute<{ key: string }>(sql`
    select (${key})::text as key from subscribers
    where brand_id = ${ctx.scope.brandId}::uuid and id = ${from}::uuid`)
  if (!at) return { key, beyond: sql`true`, orderBy }
  const side = isDescending !== backwards ? sql`<` : sql`>`
  return { key, beyond: sql`(${key}, subscribers.id) ${side} (${at.key}::${cast}, ${from}::uuid)`, orderBy }
}
