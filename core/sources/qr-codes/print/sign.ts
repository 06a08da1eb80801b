import { and, eq } from 'drizzle-orm'
import { landingPages } from '@/db/schema/landing-pages'
import type { PublicLanguage } from '@/db/states'
import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { listTopics } from '../../../consent/queries'
import { AppError } from '../../../platform/errors'
import { promisedPerMonth } from '../../landing-pages/consent-sentence/rules'
import { pageContentSchema } from '../../landing-pages/schema'
import { brandLogo } from '../files/logo'
import { signSentence } from './sign-words'

/** What stands on paper beside every code of one page: the brand's look and words, and the page's. */
export type Sign = {
  brandName: string
  colours: { band: string; onBand: string }
  logo: Uint8Array | undefined
  headline: string
  lead: string
  /** One a language of the page, the page's first language first. */
  sentences: { language: PublicLanguage; text: string }[]
}

/** Marks of emphasis mean nothing on paper. */
const plain = (text: string) => text.replaceAll('**', '').trim()

/**
 * Reads what a sign for a page says, from the page as it is edited: print is often ordered before it goes live.
 * @throws AppError `not-found`; `page-incomplete` for a page whose tick is for nothing yet
 */
export async function readSign(ctx: BrandContext, landingPageId: string): Promise<Sign> {
  const [brand, topics, [page]] = await Promise.all([
    getBrand(ctx),
    listTopics(ctx),
    ctx.db
      .select({ draft: landingPages.draft })
      .from(landingPages)
      .where(and(eq(landingPages.brandId, ctx.scope.brandId), eq(landingPages.id, landingPageId))),
  ])
  if (!page) throw new AppError('not-found')
  const { content, root } = pageContentSchema.parse(page.draft)
  const form = content.find((block) => block.type === 'OptInForm')
  const chosen = form?.props.topics ?? []
  if (chosen.length === 0) throw new AppError('page-incomplete')
  const perMonth = promisedPerMonth(topics.filter(({ id }) => chosen.some(({ topicId }) => topicId === id)))
  const { languages } = root.props
  const [first = brand.defaultLocale] = languages
  const hero = content.find((block) => block.type === 'Hero')
  const { theme } = brand
  return {
    brandName: brand.name,
    colours: { band: theme.primary, onBand: theme.onPrimary },
    logo: await brandLogo(brand),
    headline: plain(hero?.props.title[first] ?? root.props.title[first]),
    lead: plain(hero?.props.text[first] ?? ''),
    sentences: languages.map((language) => ({
      language,
      text: signSentence(language, {
        brand: brand.name,
        topics: chosen.map(({ words }) => plain(words[language] || words[first])),
        perMonth,
      }),
    })),
  }
}
