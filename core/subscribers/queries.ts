import { sql } from 'drizzle-orm'
import type { Attributes } from '@/db/schema/subscribers'
import type { ConsentState, SourceKind } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { countingRuleOf } from '../consent/counts'
import { countsNowSql } from '../consent/counts-sql'
import { maskPhone } from '../platform/phone'
import { guessCount } from './count'
import { type FilterParts, filterParts, matchingAll } from './filters'
import { placeSql } from './order'
import {
  type ListFilters,
  type ListSort,
  type ListSubscribersInput,
  listSubscribersSchema,
  type SubscriberRow,
} from './schema'
import { hasName, isOfName } from './search'
import { type AttributeDefinition, listTraits } from './segments/queries'

const pageSize = 50

export type SubscriberPage = {
  rows: SubscriberRow[]
  /** Where the neighbouring pages start, where there are any. */
  previous: string | null
  next: string | null
}

type Raw = {
  id: string
  name: string | null
  phone_e164: string | null
  username: string | null
  country: string
  language: string
  tags: string[]
  attributes: Attributes
  created_at: string
  last_message_at: string | null
  service_window_until: string | null
  state: ConsentState | null
  counts: boolean
  is_waiting: boolean | null
  is_paused: boolean
  is_stopped: boolean
  source_kind: SourceKind | null
  page_name: string | null
  qr_label: string | null
}

/** People looked at along the order before the other way is tried: some twenty milliseconds of reading. */
const walkFor = 10_000
/** Where more than this match, a longer walk is dearer than the first one and still cheaper than to sort all of them. */
const many = 20_000

/**
 * The ids of a page. Of a narrowed list nobody can tell beforehand whether to walk along the order until enough people
 * match, or to fetch all who match and sort them: the planner guesses, and where filters depend on each other its guess
 * costs seconds. So the walk is tried for a while (longer where many match, somewhere further on), and where it finds too
 * few, all who match are fetched (decision 13).
 */
async function readPage(ctx: BrandContext, input: ListSubscribersInput, limit: number): Promise<string[]> {
  const { sort = '-joined', after, before, ...filters } = input
  const [parts, { key, beyond, orderBy }] = await Promise.all([
    filterParts(ctx, filters),
    placeSql(ctx, { sort, after, before }),
  ])
  const matching = matchingAll(ctx, parts)
  const along = matchingAll(ctx, alongTheOrder(sort, filters, parts))
  const isNarrowed = Object.keys(parts).length > 0
  const walk = async (people: number) => {
    const found = await ctx.db.execute<{ id: string }>(
      isNarrowed
        ? sql`select id from (
            select subscribers.* from subscribers where ${along} and ${beyond} ${orderBy(key)} limit ${people}
          ) as subscribers where ${matching} limit ${limit}`
        : sql`select id from subscribers where ${along} and ${beyond} ${orderBy(key)} limit ${limit}`,
    )
    return found.map(({ id }) => id)
  }
  const walked = await walk(walkFor)
  if (!isNarrowed || walked.length === limit) return walked
  const meant = sql`${matching} and ${beyond}`
  // Where each has to be looked up in the ledger's states as well, a long walk is no cheaper.
  if (!filters.topicId && (await guessCount(ctx, meant)) > many) {
    const further = await walk(10 * walkFor)
    if (further.length === limit) return further
  }
  const fetched = await ctx.db.execute<{ id: string }>(sql`
    with matching as materialized (select subscribers.id, ${key} as key from subscribers where ${meant})
    select id from matching as subscribers ${orderBy(sql`key`)} limit ${limit}`)
  return fetched.map(({ id }) => id)
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

/** What the list shows of the people of one page, in its order. */
async function readRows(ctx: BrandContext, input: ListSubscribersInput, limit: number): Promise<Raw[]> {
  const ids = await readPage(ctx, input, limit)
  const { topicId } = input
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const state = topicId ? sql`topic_state.state` : sql`subscribers.consent_state`
  const isMarketing = topicId
    ? sql`(select category = 'marketing' from topics where brand_id = subscribers.brand_id and id = ${topicId}::uuid)`
    : sql`subscribers.consent_is_marketing`
  const source = topicId
    ? {
        kind: sql`topic_state.source_kind`,
        page: sql`version.landing_page_id`,
        qr: sql`topic_state.qr_code_id`,
      }
    : {
        kind: sql`subscribers.source_kind`,
        page: sql`subscribers.source_page_id`,
        qr: sql`subscribers.source_qr_code_id`,
      }
  const counts = countsNowSql(countingRuleOf(await getBrand(ctx)), {
    ...{ state, sourceKind: source.kind },
    country: sql`subscribers.country`,
  })
  const ofTopic = sql`
    left join consent_states as topic_state on topic_state.brand_id = subscribers.brand_id
      and topic_state.subscriber_id = subscribers.id and topic_state.topic_id = ${topicId}::uuid
    left join landing_page_versions as version on version.brand_id = topic_state.brand_id
      and version.id = topic_state.landing_page_version_id`
  const rows = await ctx.db.execute<Raw>(sql`
    select subscribers.id, subscribers.name, phone_e164, username, country, language, tags, attributes, subscribers.created_at,
      last_message_at, service_window_until, ${state} as state, ${source.kind} as source_kind,
      landing_pages.name as page_name, qr_codes.label as qr_label,
      ${counts} as counts,
      coalesce(paused_until > ${now}, false) as is_paused,
      coalesce(platform_stopped_at is not null and ${isMarketing} and ${state} in ('confirmed', 'given'), false) as is_stopped,
      ${state} = 'given' and exists (
        select from sign_ups where brand_id = subscribers.brand_id and subscriber_id = subscribers.id
          and confirmed_at is null and expired_at is null and expires_at > ${now}
      ) as is_waiting
    from unnest(${sql.param(`{${ids.join(',')}}`)}::uuid[]) with ordinality as page(id, place)
    join subscribers on subscribers.brand_id = ${ctx.scope.brandId}::uuid and subscribers.id = page.id
    ${topicId ? ofTopic : sql``}
    left join landing_pages on landing_pages.brand_id = subscribers.brand_id and landing_pages.id = ${source.page}
    left join qr_codes on qr_codes.brand_id = subscribers.brand_id and qr_codes.id = ${source.qr}
    order by page.place`)
  return input.before === undefined ? [...rows] : [...rows].reverse()
}

const toDate = (value: string | null) => (value ? new Date(value) : null)

/** A page of people in the order asked for (the newest first), with their numbers masked. */
export async function listSubscribers(
  ctx: BrandContext,
  input: ListSubscribersInput,
): Promise<SubscriberPage> {
  const asked = listSubscribersSchema.parse(input)
  const found = await readRows(ctx, asked, pageSize + 1)
  const more = found.length > pageSize
  const backwards = asked.before !== undefined
  const shown = more ? (backwards ? found.slice(1) : found.slice(0, -1)) : found
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone_e164 && maskPhone(row.phone_e164),
      username: row.username,
      state: row.state,
      counts: row.counts,
      isWaiting: row.is_waiting ?? false,
      isPaused: row.is_paused,
      isStoppedInWhatsApp: row.is_stopped,
      source: { kind: row.source_kind, pageName: row.page_name, qrLabel: row.qr_label },
      country: row.country,
      language: row.language,
      tags: row.tags,
      attributes: row.attributes,
      joinedAt: new Date(row.created_at),
      lastMessageAt: toDate(row.last_message_at),
      windowUntil: toDate(row.service_window_until),
    })),
    previous: first && (backwards ? more : asked.after) ? first.id : null,
    next: last && (backwards || more) ? last.id : null,
  }
}

/** Who stands above and below a person in the same list, by id. */
export async function findNeighbours(
  ctx: BrandContext,
  input: ListSubscribersInput,
  personId: string,
): Promise<{ above: string | null; below: string | null }> {
  const { after: _, before: __, ...list } = listSubscribersSchema.parse(input)
  const [above, below] = await Promise.all([
    readPage(ctx, { ...list, before: personId }, 1),
    readPage(ctx, { ...list, after: personId }, 1),
  ])
  return { above: above[0] ?? null, below: below[0] ?? null }
}

export type SourceChoice = { id: string; name: string }

/** What the list can be narrowed by in this brand, beside what every brand has. */
export type ListFacets = {
  pages: SourceChoice[]
  qrCodes: SourceChoice[]
  countries: string[]
  languages: string[]
  tags: string[]
  attributes: AttributeDefinition[]
  /** The most common values of attributes with few. */
  attributeValues: { key: string; label: string; value: string }[]
}

/**
 * The next greater value of an indexed column, again and again: as many steps as there are values, however many people.
 */
async function listValues(ctx: BrandContext, column: 'country' | 'language'): Promise<string[]> {
  const [name, brandId] = [sql.raw(column), sql`${ctx.scope.brandId}::uuid`]
  const rows = await ctx.db.execute<{ value: string }>(sql`
    with recursive each as (
      (select ${name} as value from subscribers where brand_id = ${brandId} order by ${name} limit 1)
      union all
      select (select ${name} from subscribers where brand_id = ${brandId} and ${name} > each.value order by ${name} limit 1)
      from each where each.value is not null
    )
    select value from each where value is not null limit 100`)
  return rows.map(({ value }) => value)
}

/** The values that attributes mostly have, from the newest thousand people. */
async function listAttributeValues(
  ctx: BrandContext,
  definitions: AttributeDefinition[],
): Promise<ListFacets['attributeValues']> {
  const asked = definitions.filter(({ kind }) => kind === 'text' || kind === 'boolean')
  if (asked.length === 0) return []
  const rows = await ctx.db.execute<{ key: string; value: string }>(sql`
    select key, value from (
      select attributes from subscribers where brand_id = ${ctx.scope.brandId}::uuid order by created_at desc limit 1000
    ) as newest, jsonb_each_text(attributes)
    where length(value) between 1 and 60
    group by key, value order by key, count(*) desc limit 300`)
  return asked.flatMap(({ key, label }) =>
    rows
      .filter((row) => row.key === key)
      .slice(0, 12)
      .map(({ value }) => ({ key, label, value })),
  )
}

/** What people can be filtered by. */
export async function listFacets(ctx: BrandContext): Promise<ListFacets> {
  const brandId = sql`${ctx.scope.brandId}::uuid`
  const [pages, qrCodes, countries, languages, traits] = await Promise.all([
    ctx.db.execute<SourceChoice>(
      sql`select id, name from landing_pages where brand_id = ${brandId} order by name limit 200`,
    ),
    ctx.db.execute<SourceChoice>(
      sql`select id, label as name from qr_codes where brand_id = ${brandId} order by label limit 200`,
    ),
    listValues(ctx, 'country'),
    listValues(ctx, 'language'),
    listTraits(ctx),
  ])
  const attributeValues = await listAttributeValues(ctx, traits.attributes)
  return { pages: [...pages], qrCodes: [...qrCodes], countries, languages, ...traits, attributeValues }
}
