import { type Brand, getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { listSourcePages } from '@/core/campaigns/queries'
import { listOpenTopics } from '@/core/consent/queries'
import { getAccount } from '@/core/providers/accounts'
import { may } from '@/core/staff/rules'
import { listSegments } from '@/core/subscribers/segments/queries'
import { listTemplates } from '@/core/templates/queries'
import type { EditorFacts } from './[campaignId]/edit/editor-facts'

/** The name and the drawing that stand above the chat. */
export const toBusiness = (brand: Brand): EditorFacts['business'] => ({
  name: brand.name,
  logo: { svg: brand.logoSvg, background: brand.theme.primary },
})

/** What the editor needs to know besides the campaign itself. */
export async function loadFacts(ctx: BrandContext): Promise<EditorFacts> {
  const [brand, account, templates, topics, pages, segments] = await Promise.all([
    getBrand(ctx),
    getAccount(ctx),
    listTemplates(ctx),
    listOpenTopics(ctx),
    listSourcePages(ctx),
    listSegments(ctx),
  ])
  return {
    brand: brand.slug,
    zone: brand.timeZone,
    business: toBusiness(brand),
    templates: templates
      // Those of a number that sent before are of no use to a new campaign.
      .filter((template) => template.status !== 'DELETED' && template.accountId === account?.id)
      .map(({ id, name, language, category, status, qualityScore, components }) => ({
        id,
        name,
        language,
        category,
        status,
        qualityScore,
        components,
      })),
    topics: topics.map(({ id, name, category, maxPerMonth }) => ({ id, name, category, maxPerMonth })),
    pages,
    segments: segments.map(({ id, name }) => ({ id, name })),
    maySchedule: may(ctx.scope.role, 'campaigns.schedule'),
  }
}
