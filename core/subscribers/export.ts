import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { byteOrderMark, csvLine } from '../platform/csv'
import { requirePermission } from '../staff/gate'
import { filtersSql } from './filters'
import { type ListFilters, listFiltersSchema } from './schema'

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** So many people in memory at a time, whatever the size of the export. */
const pageSize = 500

/** The columns, under names that an import of ours reads back. */
const columns = {
  id: sql`subscribers.id`,
  phone: sql`subscribers.phone_e164`,
  username: sql`subscribers.username`,
  name: sql`subscribers.name`,
  language: sql`subscribers.language`,
  country: sql`subscribers.country`,
  consent: sql`coalesce(subscribers.consent_state, 'none')`,
  source: sql`subscribers.source_kind`,
  page: sql`page.name`,
  qr_code: sql`code.label`,
  joined_at: instant(sql`subscribers.created_at`),
  last_message_at: instant(sql`nullif(subscribers.last_message_at, '-infinity')`),
  tags: sql`array_to_string(subscribers.tags, ', ')`,
  attributes: sql`case when subscribers.attributes = '{}' then null else subscribers.attributes end`,
}

type Row = Record<keyof typeof columns, string | Record<string, unknown> | null>

/** ISO 8601 in UTC, as every reader understands it. */
function instant(at: SQL): SQL {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}

async function* readPages(ctx: BrandContext, matching: SQL): AsyncGenerator<Row[]> {
  const selected = sql.join(
    Object.entries(columns).map(([name, value]) => sql`${value} as ${sql.identifier(name)}`),
    sql`, `,
  )
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = (await ctx.db.execute(sql`
      select ${selected} from (
        select * from subscribers where ${matching} and subscribers.id > ${after}::uuid order by id limit ${pageSize}
      ) as subscribers
      left join landing_pages page on page.brand_id = subscribers.brand_id and page.id = subscribers.source_page_id
      left join qr_codes code on code.brand_id = subscribers.brand_id and code.id = subscribers.source_qr_code_id
      order by subscribers.id`)) as unknown as Row[]
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = String(rows.at(-1)?.id)
  }
}

const text = (value: Row[keyof Row]) => (typeof value === 'object' && value ? JSON.stringify(value) : value)

/**
 * Everybody who matches the filters, as CSV or JSON, a page of people at a time. The asking is logged before the first one
 * leaves. No cell of the CSV is run by a spreadsheet.
 * @throws AppError `not-allowed`, `not-found` for a segment that is gone
 */
export async function exportPeople(
  ctx: BrandContext,
  input: { format: ExportFormat; filters: ListFilters },
): Promise<AsyncGenerator<string>> {
  requirePermission(ctx, 'subscribers.export')
  const { format } = z.object({ format: z.enum(exportFormats) }).parse(input)
  const filters = listFiltersSchema.parse(input.filters)
  const matching = await filtersSql(ctx, filters)
  await recordAudit(ctx, {
    brandId: ctx.scope.brandId,
    action: 'subscribers.export',
    subjectType: 'brand',
    subjectId: ctx.scope.brandId,
    // Which filters, not what was searched for: that may be a name or a number.
    details: { format, filteredBy: Object.keys(filters) },
  })
  return format === 'csv' ? asCsv(readPages(ctx, matching)) : asJson(readPages(ctx, matching))
}

async function* asCsv(pages: AsyncGenerator<Row[]>): AsyncGenerator<string> {
  const names = Object.keys(columns) as (keyof Row)[]
  yield byteOrderMark + csvLine(names)
  for await (const rows of pages)
    yield rows.map((row) => csvLine(names.map((name) => text(row[name])))).join('')
}

async function* asJson(pages: AsyncGenerator<Row[]>): AsyncGenerator<string> {
  let before = '['
  for await (const rows of pages) {
    yield `${before}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}
