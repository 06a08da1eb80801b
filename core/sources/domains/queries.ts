import { and, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { brandDomains } from '@/db/schema/brand-domains'
import { brands } from '@/db/schema/brands'
import type { BrandContext } from '../../brands/scope'
import { getSettings } from '../../platform/env'

export type BrandDomain = Pick<
  typeof brandDomains.$inferSelect,
  'host' | 'verifiedAt' | 'checkedAt' | 'problem'
>

/** The brand's own domain as it was named, whether it counts or not; undefined without one. */
export async function getDomain(ctx: BrandContext): Promise<BrandDomain | undefined> {
  const [row] = await ctx.db
    .select({
      host: brandDomains.host,
      verifiedAt: brandDomains.verifiedAt,
      checkedAt: brandDomains.checkedAt,
      problem: brandDomains.problem,
    })
    .from(brandDomains)
    .where(eq(brandDomains.brandId, ctx.scope.brandId))
  return row
}

/** The address that public links of a brand begin with, by its own domain or without one. No slash at the end. */
export function originOf(host: string | null | undefined): string {
  const { PUBLIC_URL } = getSettings()
  return host ? `${new URL(PUBLIC_URL).protocol}//${host}` : PUBLIC_URL
}

/** Where public pages and short links of this brand are: its own domain once that counts, else this server's address. */
export async function getPublicOrigin(ctx: BrandContext): Promise<string> {
  const domain = await getDomain(ctx)
  return originOf(domain?.verifiedAt ? domain.host : null)
}

export type DomainOwner = { brandId: string; websiteUrl: string }

/** Whose own domain a host is, among those that count. */
export async function findDomainOwner(database: Database, host: string): Promise<DomainOwner | undefined> {
  const [row] = await database.db
    .select({ brandId: brandDomains.brandId, websiteUrl: brands.websiteUrl })
    .from(brandDomains)
    .innerJoin(brands, eq(brands.id, brandDomains.brandId))
    .where(and(eq(brandDomains.host, host), isNotNull(brandDomains.verifiedAt)))
  return row
}
