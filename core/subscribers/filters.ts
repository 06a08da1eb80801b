import { type SQL, sql } from 'drizzle-orm'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { listTopics } from '../consent/queries'
import { dueForRenewalSql } from '../consent/renewal-sql'
import { knownPeople } from './people'
import { type ListFilters, type lastMessageChoices, listFiltersSchema } from './schema'
import { searchSql } from './search'
import { segmentSql } from './segments/queries'

/** WhatsApp's switch is about marketing only: an appointment or an order still reaches them. */
export const stoppedInWhatsApp = sql`(subscribers.platform_stopped_at is not null and subscribers.consent_is_marketing
  and subscribers.consent_state in ('confirmed', 'given'))`

const lastMessage: Record<(typeof lastMessageChoices)[number], (now: string) => SQL> = {
  'within-7': (now) => sent(now, 7, '>='),
  'within-30': (now) => sent(now, 30, '>='),
  'within-90': (now) => sent(now, 90, '>='),
  'before-30': (now) => sql`(${sent(now, 30, '<')} and ${everSent})`,
  'before-90': (now) => sql`(${sent(now, 90, '<')} and ${everSent})`,
  never: () =>
    sql`coalesce(subscribers.last_message_at, '-infinity'::timestamptz) = '-infinity'::timestamptz`,
}

const everSent = sql`coalesce(subscribers.last_message_at, '-infinity'::timestamptz) > '-infinity'::timestamptz`

/** In the words of the index `subscribers_by_last_message`. */
const sent = (now: string, days: number, side: '>=' | '<') =>
  sql`coalesce(subscribers.last_message_at, '-infinity'::timestamptz) ${sql.raw(side)} ${now}::timestamptz - make_interval(days => ${days})`

export type FilterParts = Partial<Record<keyof ListFilters, SQL>>

/**
 * The filters of the list, each a condition on `subscribers` alone, for pages, counts and bulk actions alike.
 * @throws AppError `not-found` for a segment that is not the brand's
 */
export async function filterParts(ctx: BrandContext, input: ListFilters): Promise<FilterParts> {
  const filters = listFiltersSchema.parse(input)
  const now = ctx.now.toISOString()
  const parts: FilterParts = {}
  if (filters.state) parts.state = await stateSql(ctx, filters)
  if (filters.sourceKind) parts.sourceKind = sql`subscribers.source_kind = ${filters.sourceKind}`
  if (filters.landingPageId)
    parts.landingPageId = sql`subscribers.source_page_id = ${filters.landingPageId}::uuid`
  if (filters.qrCodeId) parts.qrCodeId = sql`subscribers.source_qr_code_id = ${filters.qrCodeId}::uuid`
  if (filters.country) parts.country = sql`subscribers.country = ${filters.country}`
  if (filters.language) parts.language = sql`subscribers.language = ${filters.language}`
  if (filters.joinedFrom || filters.joinedUntil) {
    const { timeZone } = await getBrand(ctx)
    const startOf = (day: string, plus: number) =>
      sql`((${day}::date + ${plus}::int)::timestamp at time zone ${timeZone})`
    if (filters.joinedFrom)
      parts.joinedFrom = sql`subscribers.created_at >= ${startOf(filters.joinedFrom, 0)}`
    if (filters.joinedUntil)
      parts.joinedUntil = sql`subscribers.created_at < ${startOf(filters.joinedUntil, 1)}`
  }
  if (filters.lastMessage) parts.lastMessage = lastMessage[filters.lastMessage](now)
  if (filters.window === 'open') parts.window = sql`subscribers.service_window_until > ${now}::timestamptz`
  if (filters.window === 'closed')
    parts.window = sql`coalesce(subscribers.service_window_until <= ${now}::timestamptz, true)`
  if (filters.tag) parts.tag = sql`subscribers.tags @> array[${filters.tag}]`
  if (filters.attribute) parts.attribute = attributeSql(filters.attribute)
  if (filters.segmentId) parts.segmentId = sql`(${await segmentSql(ctx, filters.segmentId)})`
  if (filters.renewal) parts.renewal = dueForRenewalSql(ctx)
  if (filters.search) parts.search = searchSql(filters.search)
  return parts
}

/** Who matches all of them, as one condition. @throws AppError `not-found` for a segment that is not the brand's */
export async function filtersSql(ctx: BrandContext, input: ListFilters): Promise<SQL> {
  return matchingAll(ctx, await filterParts(ctx, input))
}

/** Known people for whom every part holds. */
export const matchingAll = (ctx: BrandContext, parts: FilterParts): SQL =>
  sql.join([knownPeople(ctx.scope.brandId), ...Object.values(parts)], sql` and `)

/** The state of one topic, or where none is named the one that speaks for the person. */
async function stateSql(ctx: BrandContext, { state, topicId }: ListFilters): Promise<SQL> {
  if (topicId) {
    const isMarketing = (await listTopics(ctx)).find(({ id }) => id === topicId)?.category === 'marketing'
    const ofTopic = sql`select from consent_states c where c.brand_id = ${ctx.scope.brandId}::uuid
      and c.subscriber_id = subscribers.id and c.topic_id = ${topicId}::uuid`
    if (state === 'none') return sql`not exists (${ofTopic})`
    if (state === 'stopped') {
      if (!isMarketing) return sql`false`
      return sql`(subscribers.platform_stopped_at is not null and exists (${ofTopic} and c.state in ('confirmed', 'given')))`
    }
    const isOf = sql`exists (${ofTopic} and c.state = ${state})`
    const canStop = isMarketing && (state === 'confirmed' || state === 'given')
    return canStop ? sql`(${isOf} and subscribers.platform_stopped_at is null)` : isOf
  }
  if (state === 'none') return sql`subscribers.consent_state is null`
  if (state === 'stopped') return stoppedInWhatsApp
  return sql`(subscribers.consent_state = ${state} and not ${stoppedInWhatsApp})`
}

/** Equal to the value as a text, a number or yes and no: whichever the attribute holds. */
function attributeSql(filter: string): SQL {
  const [key, value] = [filter.slice(0, filter.indexOf(':')), filter.slice(filter.indexOf(':') + 1)]
  const values: (string | number | boolean)[] = [value]
  if (value.trim() !== '' && Number.isFinite(Number(value))) values.push(Number(value))
  if (value === 'true' || value === 'false') values.push(value === 'true')
  const each = values.map((one) => sql`subscribers.attributes @> ${JSON.stringify({ [key]: one })}::jsonb`)
  return sql`(${sql.join(each, sql` or `)})`
}
