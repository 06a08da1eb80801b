import { and, eq } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import type { qrCodes } from '@/db/schema/qr-codes'
import type { QrKind } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { understandKeyword } from '../../consent/keywords'
import { AppError } from '../../platform/errors'
import { makeMetaLink } from './meta-link'

export type Target = { kind: QrKind; landingPageId: string; chatWords?: string | undefined }

/** @throws AppError `not-found` for a page of another brand */
export async function requirePage(ctx: BrandContext, landingPageId: string): Promise<void> {
  const [page] = await ctx.db
    .select({ id: landingPages.id })
    .from(landingPages)
    .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, landingPageId)))
  if (!page) throw new AppError('not-found', { field: 'landingPageId' })
}

/**
 * The columns that say where a code leads. For a link of Meta's own, this asks WhatsApp for one, so it stands outside of the
 * transaction; a link that nothing is made of is one of the 2,000 that a number may have.
 */
export async function targetOf(
  ctx: BrandContext,
  { kind, landingPageId, chatWords }: Target,
): Promise<Pick<typeof qrCodes.$inferInsert, 'kind' | 'landingPageId' | 'chatWords' | 'metaCode'>> {
  if (kind === 'page') return { kind, landingPageId, chatWords: null, metaCode: null }
  // What begins with a stop word would be taken for one.
  const first = chatWords?.split(/\s+/)[0] ?? ''
  if (!chatWords || understandKeyword(chatWords) === 'stop' || understandKeyword(first) === 'stop')
    throw new AppError('invalid-input', { field: 'chatWords' })
  const metaCode = kind === 'meta' ? await makeMetaLink(ctx, chatWords) : null
  return { kind, landingPageId, chatWords, metaCode }
}
