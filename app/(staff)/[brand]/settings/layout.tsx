import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { SettingsTabs } from './settings-tabs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

type LayoutProps = { children: ReactNode; params: Promise<{ brand: string }> }

export default async function SettingsLayout({ children, params }: LayoutProps) {
  const { scope } = await requireBrand((await params).brand)
  const t = await getTranslations('settings')
  return (
    <>
      <PageHeader title={t('title')} />
      <SettingsTabs brand={scope.slug} />
      {children}
    </>
  )
}
