'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Tabs } from '@/components/ui/tabs'
import { settingsTabs, tabPath } from './tabs'

/** The tabs under the head of the settings. */
export function SettingsTabs({ brand }: { brand: string }) {
  const t = useTranslations('settings')
  const pathname = usePathname()
  const base = `/${brand}/settings`
  return (
    <Tabs
      label={t('title')}
      items={settingsTabs.map((tab) => {
        const href = `${base}${tabPath(tab)}`
        return {
          href,
          label: t(`tabs.${tab}`),
          isCurrent: tab === 'brand' ? pathname === base : pathname.startsWith(href),
        }
      })}
    />
  )
}
