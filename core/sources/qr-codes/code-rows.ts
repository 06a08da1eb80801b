import { type SQL, sql } from 'drizzle-orm'
import type { PageState, QrKind, QrState } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { getPublicOrigin } from '../domains/queries'
import { type Look, lookSchema } from './design/schema'
import { type Silence, silenceOf } from './rules'
import { shortLink } from './short-link'

export type QrCodeView = {
  id: string
  code: string
  kind: QrKind
  /** What the drawing says: the whole short address, or WhatsApp's own. */
  link: string
  label: string
  note: string
  state: QrState
  expiresAt: Date | null
  hasExpired: boolean
  landingPageId: string
  chatWords: string | null
  batchId: string | null
  batchName: string | null
  /** How it was chosen to be drawn; null for the brand's usual way. */
  look: Look | null
  pageName: string
  pageSlug: string
  pageState: PageState
  createdAt: Date
  lastScanAt: Date | null
  /** The funnel: scanned, opened the page, gave consent, confirmed it, and is subscribed still. */
  scans: number
  views: number
  optIns: number
  confirmed: number
  subscribed: number
  silence: Silence | null
}

type Row = Omit<
  QrCodeView,
  'link' | 'look' | 'hasExpired' | 'silence' | 'expiresAt' | 'createdAt' | 'lastScanAt'
> & {
  look: unknown
  metaCode: string | null
  linkBaseUrl: string | null
  expiresAt: string | null
  createdAt: string
  lastScanAt: string | null
  monthScans: number
}

/** Scans by code, from the days: in all, and in the 28 days up to the last one. */
export const scanFigures = (brandId: string): SQL => sql`
  select qr_code_id, sum(scans)::int as scans, sum(views)::int as views, max(last_scan_at) as last_scan_at,
    coalesce(sum(scans) filter (where day > last_day - 28), 0)::int as month_scans
  from (
    select qr_code_id, day, scans, views, last_scan_at,
      max(day) filter (where scans > 0) over (partition by qr_code_id) as last_day
    from qr_days where brand_id = ${brandId}
  ) as days
  group by qr_code_id`

/** Sign-ups by code, from the roll-up of the ledger. */
export const signUpFigures = (brandId: string): SQL => sql`
  select qr_code_id, sum(opt_ins)::int as opt_ins, sum(confirmed)::int as confirmed, sum(joined - departed)::int as subscribed
  from consent_days where brand_id = ${brandId} and qr_code_id <> '' group by qr_code_id`

/** Codes with what became of each. `where`, `order` and `limit` speak of `q` (codes), `b` (batches) and `s` (scans). */
export async function selectCodes(
  ctx: BrandContext,
  { where, order, limit = sql`` }: { where: SQL; order: SQL; limit?: SQL },
): Promise<QrCodeView[]> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<Row>(sql`
    select q.id, q.code, q.kind, q.label, q.note, q.state, q.expires_at as "expiresAt",
      q.landing_page_id as "landingPageId", q.chat_words as "chatWords", q.meta_code as "metaCode",
      q.batch_id as "batchId", b.name as "batchName", coalesce(b.look, q.look) as look, q.created_at as "createdAt",
      l.name as "pageName", l.slug as "pageSlug", l.state as "pageState", a.link_base_url as "linkBaseUrl",
      coalesce(s.scans, 0) as scans, coalesce(s.views, 0) as views, s.last_scan_at as "lastScanAt",
      coalesce(s.month_scans, 0) as "monthScans", coalesce(p.opt_ins, 0) as "optIns",
      coalesce(p.confirmed, 0) as confirmed, coalesce(p.subscribed, 0) as subscribed
    from qr_codes q
    join landing_pages l on l.brand_id = q.brand_id and l.id = q.landing_page_id
    left join qr_batches b on b.brand_id = q.brand_id and b.id = q.batch_id
    left join whatsapp_accounts a on a.brand_id = q.brand_id and a.replaced_at is null
    left join (${scanFigures(brandId)}) as s on s.qr_code_id = q.id
    left join (${signUpFigures(brandId)}) as p on p.qr_code_id = q.id::text
    where q.brand_id = ${brandId} and ${where}
    order by ${order} ${limit}`)
  const origin = await getPublicOrigin(ctx)
  return rows.map((row) => toView(ctx, origin, row))
}

function toView(
  ctx: BrandContext,
  origin: string,
  { metaCode, linkBaseUrl, monthScans, ...row }: Row,
): QrCodeView {
  const at = (instant: string | null) => (instant === null ? null : new Date(instant))
  const [createdAt, lastScanAt, expiresAt] = [new Date(row.createdAt), at(row.lastScanAt), at(row.expiresAt)]
  const hasExpired = expiresAt !== null && expiresAt <= ctx.now
  // What is off on purpose, and what we cannot see, is not silent.
  const isHeard = row.state === 'active' && !hasExpired && row.kind !== 'meta'
  return {
    ...row,
    ...{ createdAt, lastScanAt, expiresAt, hasExpired },
    look: row.look === null ? null : lookSchema.parse(row.look),
    link: metaCode ? `${linkBaseUrl}/message/${metaCode}` : shortLink(origin, row.code),
    silence: isHeard ? silenceOf({ createdAt, lastScanAt, monthScans }, ctx.now) : null,
  }
}
