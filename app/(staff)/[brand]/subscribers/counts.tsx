import { getTranslations } from 'next-intl/server'
import type { BrandContext } from '@/core/brands/scope'
import { countSubscribers } from '@/core/subscribers/count'
import type { ListFilters } from '@/core/subscribers/schema'

/** How many people the brand knows; comes after the page, which need not wait for it. */
export async function Total({ ctx }: { ctx: BrandContext }) {
  const t = await getTranslations('subscribers')
  const { people, isEstimate } = await countSubscribers(ctx, {})
  return <>{t(isEstimate ? 'peopleAbout' : 'people', { count: people })}</>
}

type MatchingProps = { ctx: BrandContext; filters: ListFilters; shown: number }

/** How many of them this list is about. */
export async function Matching({ ctx, filters, shown }: MatchingProps) {
  const t = await getTranslations('subscribers')
  const { people, isEstimate } = await countSubscribers(ctx, filters)
  return <>{t(isEstimate ? 'shownAbout' : 'shown', { shown, count: people })}</>
}
