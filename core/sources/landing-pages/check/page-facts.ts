import { type Brand, getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { listOpenTopics } from '../../../consent/queries'
import { getAccount } from '../../../providers/accounts'
import { getConfirmationState } from '../../../templates/confirmation/queries'
import type { CheckedPage } from './rule'

/** All of a page's surroundings that a rule asks for. */
export type PageFacts = Omit<CheckedPage, 'content' | 'slug' | 'pages' | 'brand' | 'topics'> & {
  brand: Brand
  topics: Awaited<ReturnType<typeof listOpenTopics>>
}

/** What the brand is, asks and promises at this moment. */
export async function readPageFacts(ctx: BrandContext): Promise<PageFacts> {
  const [brand, topics, account, confirmation] = await Promise.all([
    getBrand(ctx),
    listOpenTopics(ctx),
    getAccount(ctx),
    getConfirmationState(ctx),
  ])
  return {
    brand,
    topics,
    hasWhatsAppNumber: account !== undefined,
    confirmation: confirmation.languages,
  }
}
