import { type SQL, sql } from 'drizzle-orm'
import type { ConsentState, SourceKind } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { maskPhone } from '../platform/phone'
import type { ListSubscribersInput, SubscriberRow } from './schema'
import { searchSql } from './search'

/** Counting stops here: a list says "more than 10,000" rather than make everybody wait for the last digit. */
export const countLimit = 10_000
const pageSize = 50

export type SubscriberPage = {
  rows: SubscriberRow[]
  /** Cursors of the neighbouring pages, where there are any. */
  previous: string | null
  next: string | null
}

type Raw = {
  id: string
  name: string | null
  phone_e164: string | null
  username: string | null
  created_at: string
  state: ConsentState | null
  is_waiting: boolean
  is_paused: boolean
  is_stopped: boolean
  source_kind: SourceKind | null
  page_name: string | null
  qr_label: string | null
}

/**
 * The order in which one state speaks for a person with several topics: marketing before the rest, so that who left the
 * offers is not shown by a workshop appointment; then what still allows messages.
 */
const strongest = sql`topics.category = 'utility', array_position(array['confirmed','given','withdrawn','refused','expired','requested'], state)`

/** WhatsApp's switch is about marketing only: an appointment or an order still reaches them. */
const isStopped = sql`(person.platform_stopped_at is not null and consent.is_marketing and consent.state in ('confirmed', 'given'))`

/** Everybody of the brand with the consent that the list shows, before any filter. */
function people(ctx: BrandContext, input: Pick<ListSubscribersInput, 'topicId'>): SQL {
  return sql`
    from subscribers as person
    left join lateral (
      select consent_states.*, topics.category = 'marketing' as is_marketing
      from consent_states
      join topics on topics.brand_id = consent_states.brand_id and topics.id = consent_states.topic_id
      where consent_states.brand_id = person.brand_id and consent_states.subscriber_id = person.id
        ${input.topicId ? sql`and topic_id = ${input.topicId}::uuid` : sql``}
      order by ${strongest}, since desc limit 1
    ) as consent on true
    left join landing_page_versions as version
      on version.brand_id = person.brand_id and version.id = consent.landing_page_version_id
    left join landing_pages as page on page.brand_id = person.brand_id and page.id = version.landing_page_id
    left join qr_codes as qr on qr.brand_id = person.brand_id and qr.id = consent.qr_code_id
    where person.brand_id = ${ctx.scope.brandId}::uuid and person.merged_into_id is null`
}

function filters(input: ListSubscribersInput): SQL {
  const conditions: SQL[] = []
  if (input.state === 'none') conditions.push(sql`consent.state is null`)
  else if (input.state === 'stopped') conditions.push(isStopped)
  else if (input.state) conditions.push(sql`consent.state = ${input.state} and not ${isStopped}`)
  if (input.landingPageId) conditions.push(sql`version.landing_page_id = ${input.landingPageId}::uuid`)
  if (input.qrCodeId) conditions.push(sql`consent.qr_code_id = ${input.qrCodeId}::uuid`)
  if (input.search) conditions.push(searchSql(input.search, 'person'))
  return conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``
}

const cursorOf = (row: Raw) => `${new Date(row.created_at).getTime()}.${row.id}`

/** Rows after (older than) or before (newer than) a cursor. A cursor that is none starts at the top. */
function beyond(cursor: string | undefined, side: '<' | '>'): SQL {
  const [, time, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor ?? '') ?? []
  if (!time || !id) return sql``
  const at = new Date(Number(time)).toISOString()
  return sql`and (person.created_at, person.id) ${sql.raw(side)} (${at}::timestamptz, ${id}::uuid)`
}

async function readRows(ctx: BrandContext, input: ListSubscribersInput, limit: number): Promise<Raw[]> {
  const backwards = input.before !== undefined
  const direction = sql.raw(backwards ? 'asc' : 'desc')
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const rows = await ctx.db.execute<Raw>(sql`
    select person.id, person.name, person.phone_e164, person.username, person.created_at, consent.state, consent.source_kind,
      page.name as page_name, qr.label as qr_label,
      coalesce(person.paused_until > ${now}, false) as is_paused,
      coalesce(${isStopped}, false) as is_stopped,
      consent.state = 'given' and exists (
        select from sign_ups where brand_id = person.brand_id and subscriber_id = person.id
          and confirmed_at is null and expired_at is null and expires_at > ${now}
      ) as is_waiting
    ${people(ctx, input)} ${filters(input)}
    ${backwards ? beyond(input.before, '>') : beyond(input.after, '<')}
    order by person.created_at ${direction}, person.id ${direction} limit ${limit}`)
  return backwards ? [...rows].reverse() : [...rows]
}

/** A page of people, the newest first, with their numbers masked. */
export async function listSubscribers(
  ctx: BrandContext,
  input: ListSubscribersInput,
): Promise<SubscriberPage> {
  const found = await readRows(ctx, input, pageSize + 1)
  const more = found.length > pageSize
  const backwards = input.before !== undefined
  const shown = more ? (backwards ? found.slice(1) : found.slice(0, -1)) : found
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone_e164 && maskPhone(row.phone_e164),
      username: row.username,
      state: row.state,
      isWaiting: row.is_waiting ?? false,
      isPaused: row.is_paused,
      isStoppedInWhatsApp: row.is_stopped,
      source: { kind: row.source_kind, pageName: row.page_name, qrLabel: row.qr_label },
      joinedAt: new Date(row.created_at),
      cursor: cursorOf(row),
    })),
    previous: first && (backwards ? more : input.after) ? cursorOf(first) : null,
    next: last && (backwards || more) ? cursorOf(last) : null,
  }
}

/** A number of people; `more` when counting stopped at the limit. */
export type Count = { people: number; more: boolean }

/** How many people the brand knows, and how many of them match. Exact up to 10,000. */
export async function countSubscribers(
  ctx: BrandContext,
  input: ListSubscribersInput,
): Promise<{ all: Count; matching: Count }> {
  const upTo = sql`limit ${countLimit + 1}`
  const [row] = await ctx.db.execute<{ all_people: number; matching: number }>(sql`
    select
      (select count(*)::int from (
        select from subscribers
        where brand_id = ${ctx.scope.brandId}::uuid and merged_into_id is null ${upTo}) as counted) as all_people,
      (select count(*)::int from (select ${people(ctx, input)} ${filters(input)} ${upTo}) as counted) as matching`)
  const count = (people = 0): Count => ({ people: Math.min(people, countLimit), more: people > countLimit })
  return { all: count(row?.all_people), matching: count(row?.matching) }
}

/** Who stands above and below a person in the same list, by id. */
export async function findNeighbours(
  ctx: BrandContext,
  input: ListSubscribersInput,
  cursor: string,
): Promise<{ above: string | null; below: string | null }> {
  const { after: _, before: __, ...list } = input
  const [above, below] = await Promise.all([
    readRows(ctx, { ...list, before: cursor }, 1),
    readRows(ctx, { ...list, after: cursor }, 1),
  ])
  return { above: above[0]?.id ?? null, below: below[0]?.id ?? null }
}

export type SourceChoice = { id: string; name: string }

/** The pages and codes that people can be filtered by. */
export async function listSourceChoices(
  ctx: BrandContext,
): Promise<{ pages: SourceChoice[]; qrCodes: SourceChoice[] }> {
  const brandId = sql`${ctx.scope.brandId}::uuid`
  const [pages, qrCodes] = await Promise.all([
    ctx.db.execute<SourceChoice>(
      sql`select id, name from landing_pages where brand_id = ${brandId} order by name limit 200`,
    ),
    ctx.db.execute<SourceChoice>(
      sql`select id, label as name from qr_codes where brand_id = ${brandId} order by label limit 200`,
    ),
  ])
  return { pages: [...pages], qrCodes: [...qrCodes] }
}
