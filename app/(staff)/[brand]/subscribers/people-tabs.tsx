import { getTranslations } from 'next-intl/server'
import { Tabs } from '@/components/ui/tabs'

/** The two ways to look at people: one by one, and by where they came from. */
export async function PeopleTabs({ brand, current }: { brand: string; current: 'people' | 'sources' }) {
  const t = await getTranslations('subscribers.tabs')
  return (
    <Tabs
      label={t('label')}
      items={[
        { href: `/${brand}/subscribers`, label: t('people'), isCurrent: current === 'people' },
        { href: `/${brand}/subscribers/sources`, label: t('sources'), isCurrent: current === 'sources' },
      ]}
    />
  )
}
