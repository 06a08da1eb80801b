import { sql } from 'drizzle-orm'
import type { Attributes } from '@/db/schema/subscribers'
import type { ConsentState, SourceKind } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { countingRuleOf } from '../consent/counts'
import { countsNowSql } from '../consent/counts-sql'
import { maskPhone } from '../platform/phone'
import { readPage } from './read-page'
import { type ListSubscribersInput, listSubscribersSchema, type SubscriberRow } from './schema'
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
