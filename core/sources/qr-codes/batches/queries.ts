import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../../brands/scope'
import { AppError } from '../../../platform/errors'
import { type QrCodeView, scanFigures, selectCodes, signUpFigures } from '../code-rows'
import { type Look, lookSchema } from '../design/schema'

export type QrBatchView = {
  id: string
  name: string
  look: Look
  createdAt: Date
  codes: number
  paused: number
  /** Where its codes lead; null when not all lead to one page. */
  pageName: string | null
  landingPageId: string | null
  scans: number
  views: number
  optIns: number
  confirmed: number
  subscribed: number
}

type Row = Omit<QrBatchView, 'look' | 'createdAt'> & { look: unknown; createdAt: string }

async function selectBatches(ctx: BrandContext, id?: string): Promise<QrBatchView[]> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<Row>(sql`
    select b.id, b.name, b.look, b.created_at as "createdAt", count(q.id)::int as codes,
      (count(*) filter (where q.state = 'paused'))::int as paused,
      case when count(distinct l.id) = 1 then min(l.name) end as "pageName",
      case when count(distinct l.id) = 1 then min(l.id::text) end as "landingPageId",
      coalesce(sum(s.scans), 0)::int as scans, coalesce(sum(s.views), 0)::int as views,
      coalesce(sum(p.opt_ins), 0)::int as "optIns", coalesce(sum(p.confirmed), 0)::int as confirmed,
      coalesce(sum(p.subscribed), 0)::int as subscribed
    from qr_batches b
    join qr_codes q on q.brand_id = b.brand_id and q.batch_id = b.id
    join landing_pages l on l.brand_id = q.brand_id and l.id = q.landing_page_id
    left join (${scanFigures(brandId)}) as s on s.qr_code_id = q.id
    left join (${signUpFigures(brandId)}) as p on p.qr_code_id = q.id::text
    where b.brand_id = ${brandId} ${id ? sql`and b.id = ${id}` : sql``}
    group by b.brand_id, b.id order by b.created_at desc limit 200`)
  return rows.map((row) => ({
    ...row,
    look: lookSchema.parse(row.look),
    createdAt: new Date(row.createdAt),
  }))
}

/** The brand's batches with what became of their codes together, newest first. */
export const listBatches = (ctx: BrandContext): Promise<QrBatchView[]> => selectBatches(ctx)

/** One batch. @throws AppError `not-found` */
export async function getBatch(ctx: BrandContext, id: string): Promise<QrBatchView> {
  const [batch] = await selectBatches(ctx, id)
  if (!batch) throw new AppError('not-found')
  return batch
}

/** Codes of a batch in the order of its list, from a place in it on. */
export function listCodesOfBatch(
  ctx: BrandContext,
  { batchId, from = 0, most = 5_000 }: { batchId: string; from?: number; most?: number },
): Promise<QrCodeView[]> {
  return selectCodes(ctx, {
    where: sql`q.batch_id = ${batchId} and q.position >= ${from}`,
    order: sql`q.position`,
    limit: sql`limit ${most}`,
  })
}
