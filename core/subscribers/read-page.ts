import { sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'
import { guessCount } from './count'
import { type FilterParts, filterParts, matchingAll } from './filters'
import { placeSql } from './order'
import type { ListFilters, ListSort, ListSubscribersInput } from './schema'
import { hasName, isOfName } from './search'

/** How long each way of finding a page is tried, in people. */
export type Effort = {
  /** Looked at along the order before the other way is tried: some twenty milliseconds of reading. */
  walkFor: number
  /** Where more than this match, a longer walk is dearer than the first one and still cheaper than to sort all of them. */
  many: number
  /** Where fewer than this are expected to match, a walk along the order of a million would mostly be in vain. */
  few: number
}

const usual: Effort = { walkFor: 10_000, many: 20_000, few: 5_000 }

/**
 * The ids of a page. Of a narrowed list nobody can tell beforehand whether to walk along the order until enough people
 * match, or to fetch all who match and sort them: the planner guesses, and where filters depend on each other its guess
 * costs seconds. So both are tried for a while only, the one that is likelier to do first: the fetch where few are expected,
 * and else the walk (longer where many match, somewhere further on). Where neither is enough, all who match are fetched
 * (decision 13).
 */
export async function readPage(
  ctx: BrandContext,
  input: ListSubscribersInput,
  limit: number,
  { walkFor, many, few }: Effort = usual,
): Promise<string[]> {
  const { sort = '-joined', after, before, ...filters } = input
  const [parts, { key, beyond, orderBy }] = await Promise.all([
    filterParts(ctx, filters),
    placeSql(ctx, { sort, after, before }),
  ])
  const matching = matchingAll(ctx, parts)
  const along = matchingAll(ctx, alongTheOrder(sort, filters, parts))
  const walk = async (people?: number) => {
    const found = await ctx.db.execute<{ id: string }>(
      people
        ? sql`select id from (
            select subscribers.* from subscribers where ${along} and ${beyond} ${orderBy(key)} limit ${people}
          ) as subscribers where ${matching} limit ${limit}`
        : sql`select id from subscribers where ${along} and ${beyond} ${orderBy(key)} limit ${limit}`,
    )
    return found.map(({ id }) => id)
  }
  if (Object.keys(parts).length === 0) return walk()
  const meant = sql`${matching} and ${beyond}`
  const fetch = async (most?: number) => {
    const found = await ctx.db.execute<{ id: string; matched: number }>(sql`
      with matching as materialized (
        select subscribers.id, ${key} as key from subscribers where ${meant} ${most ? sql`limit ${most + 1}` : sql``})
      select id, (select count(*)::int from matching) as matched
      from matching as subscribers ${orderBy(sql`key`)} limit ${limit}`)
    return { ids: found.map(({ id }) => id), isWhole: !most || (found[0]?.matched ?? 0) <= most }
  }
  const guess = await guessCount(ctx, meant)
  if (guess < few) {
    const { ids, isWhole } = await fetch(many)
    if (isWhole) return ids
  }
  const walked = await walk(walkFor)
  if (walked.length === limit) return walked
  // Where each has to be looked up in the ledger's states as well, a long walk is no cheaper.
  if (!filters.topicId && guess > many) {
    const further = await walk(10 * walkFor)
    if (further.length === limit) return further
  }
  return (await fetch()).ids
}

/** What an index of the order of joining begins with: one of them, the rarer first, makes the walk shorter. */
const leading = ['qrCodeId', 'landingPageId', 'sourceKind', 'state', 'country', 'language'] as const

/** The filters that the walk itself can follow: bounds of the order, and for the order of joining what an index begins with. */
function alongTheOrder(sort: ListSort, filters: ListFilters, parts: FilterParts): FilterParts {
  if (sort.endsWith('message')) return parts.lastMessage ? { lastMessage: parts.lastMessage } : {}
  // Who has no name stands together at one end, and no part of a name finds them.
  if (sort.endsWith('name')) return filters.search && isOfName(filters.search) ? { search: hasName } : {}
  const { joinedFrom, joinedUntil } = parts
  const first = leading.find(
    (name) => parts[name] && (name !== 'state' || (!filters.topicId && filters.state !== 'stopped')),
  )
  return {
    ...(joinedFrom && { joinedFrom }),
    ...(joinedUntil && { joinedUntil }),
    ...(first && { [first]: parts[first] }),
  }
}
