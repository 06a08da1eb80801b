import { sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { type QrCodeView, selectCodes } from './code-rows'

const newestFirst = sql`q.created_at desc, q.id desc`

/** The brand's codes that were made one by one, newest first; all that lead to a page when it is given. */
export function listQrCodes(
  ctx: BrandContext,
  filter: { landingPageId?: string } = {},
): Promise<QrCodeView[]> {
  const where = filter.landingPageId
    ? sql`q.landing_page_id = ${filter.landingPageId}`
    : sql`q.batch_id is null`
  return selectCodes(ctx, { where, order: newestFirst, limit: sql`limit 500` })
}

/** One code. @throws AppError `not-found` */
export async function getQrCode(ctx: BrandContext, id: string): Promise<QrCodeView> {
  const [code] = await selectCodes(ctx, { where: sql`q.id = ${id}`, order: newestFirst })
  if (!code) throw new AppError('not-found')
  return code
}

/** Active codes that should be scanned and are not: those that stopped first, by how many scans are missing; then those never scanned. */
export async function listSilentCodes(ctx: BrandContext): Promise<QrCodeView[]> {
  const active = await selectCodes(ctx, {
    where: sql`q.state = 'active' and q.kind <> 'meta'`,
    order: sql`q.batch_id, q.position, q.created_at`,
  })
  const missing = ({ silence }: QrCodeView) =>
    silence?.kind === 'stopped' ? silence.days * silence.perDay : 0
  return active.filter(({ silence }) => silence !== null).sort((a, b) => missing(b) - missing(a))
}
