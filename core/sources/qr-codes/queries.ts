import { and, desc, eq, sql } from 'drizzle-orm'
import { consentDays } from '@/db/schema/insights'
import { landingPages, qrCodes, qrScans } from '@/db/schema/landing-pages'
import type { PageState, QrState } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { getSettings } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { shortPath } from './rules'

export type QrCodeView = {
  id: string
  code: string
  /** What the drawing says: the whole short address. */
  link: string
  label: string
  state: QrState
  landingPageId: string
  pageName: string
  pageSlug: string
  pageState: PageState
  createdAt: Date
  scans: number
  lastScanAt: Date | null
  /** People who gave consent through it, and of these: confirmed. */
  optIns: number
  confirmed: number
}

async function selectCodes(
  ctx: BrandContext,
  filter: { id?: string; landingPageId?: string },
): Promise<QrCodeView[]> {
  const { brandId } = ctx.scope
  const scans = ctx.db
    .select({
      qrCodeId: qrScans.qrCodeId,
      scans: sql<number>`count(*)`.mapWith(Number).as('scans'),
      lastScanAt: sql`max(${qrScans.at})`.mapWith(qrScans.at).as('last_scan_at'),
    })
    .from(qrScans)
    .where(eq(qrScans.brandId, brandId))
    .groupBy(qrScans.qrCodeId)
    .as('scans')
  const people = ctx.db
    .select({
      qrCodeId: consentDays.qrCodeId,
      optIns: sql<number>`sum(${consentDays.optIns})`.mapWith(Number).as('opt_ins_sum'),
      confirmed: sql<number>`sum(${consentDays.confirmed})`.mapWith(Number).as('confirmed_sum'),
    })
    .from(consentDays)
    .where(eq(consentDays.brandId, brandId))
    .groupBy(consentDays.qrCodeId)
    .as('people')
  const rows = await ctx.db
    .select({
      id: qrCodes.id,
      code: qrCodes.code,
      label: qrCodes.label,
      state: qrCodes.state,
      landingPageId: qrCodes.landingPageId,
      pageName: landingPages.name,
      pageSlug: landingPages.slug,
      pageState: landingPages.state,
      createdAt: qrCodes.createdAt,
      scans: scans.scans,
      lastScanAt: scans.lastScanAt,
      optIns: people.optIns,
      confirmed: people.confirmed,
    })
    .from(qrCodes)
    .innerJoin(
      landingPages,
      and(eq(landingPages.brandId, qrCodes.brandId), eq(landingPages.id, qrCodes.landingPageId)),
    )
    .leftJoin(scans, eq(scans.qrCodeId, qrCodes.id))
    .leftJoin(people, eq(people.qrCodeId, sql`${qrCodes.id}::text`))
    .where(
      and(
        eq(qrCodes.brandId, brandId),
        filter.id ? eq(qrCodes.id, filter.id) : undefined,
        filter.landingPageId ? eq(qrCodes.landingPageId, filter.landingPageId) : undefined,
      ),
    )
    .orderBy(desc(qrCodes.createdAt), desc(qrCodes.id))
  const { PUBLIC_URL } = getSettings()
  return rows.map((row) => ({
    ...row,
    link: `${PUBLIC_URL}${shortPath(row.code)}`,
    scans: row.scans ?? 0,
    optIns: row.optIns ?? 0,
    confirmed: row.confirmed ?? 0,
  }))
}

/** The brand's codes with what became of each, newest first; those of one page when it is given. */
export function listQrCodes(
  ctx: BrandContext,
  filter: { landingPageId?: string } = {},
): Promise<QrCodeView[]> {
  return selectCodes(ctx, filter)
}

/** One code. @throws AppError `not-found` */
export async function getQrCode(ctx: BrandContext, id: string): Promise<QrCodeView> {
  const [code] = await selectCodes(ctx, { id })
  if (!code) throw new AppError('not-found')
  return code
}
