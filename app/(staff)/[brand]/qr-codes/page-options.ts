import { getTranslations } from 'next-intl/server'
import type { Option } from '@/components/ui/fields'
import type { BrandContext } from '@/core/brands/scope'
import { listLandingPages } from '@/core/sources/landing-pages/queries'

/** The pages that a code can lead to; those that are not live yet say so. */
export async function listPageOptions(ctx: BrandContext): Promise<Option[]> {
  const [t, pages] = await Promise.all([getTranslations('qr.create'), listLandingPages(ctx)])
  return pages.map(({ id, name, state }) => ({
    value: id,
    label: state === 'published' ? name : t('notLive', { name }),
  }))
}
