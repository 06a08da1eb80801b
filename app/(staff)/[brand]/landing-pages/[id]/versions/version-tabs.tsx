import { getTranslations } from 'next-intl/server'
import { Tabs } from '@/components/ui/tabs'

export type VersionView = 'versions' | 'test' | 'history'

/** The three looks at what became of a page: its versions, what visitors made of two of them, and who did what. */
export async function VersionTabs({ here, current }: { here: string; current: VersionView }) {
  const t = await getTranslations('publishing.views')
  const views = ['versions', 'test', 'history'] as const
  return (
    <Tabs
      label={t('label')}
      items={views.map((view) => ({
        href: view === 'versions' ? here : `${here}/${view}`,
        label: t(view),
        isCurrent: view === current,
      }))}
    />
  )
}
