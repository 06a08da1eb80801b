import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { requireBrand } from '@/app/session'
import { PageHeader } from '@/components/ui/page'
import { SettingsNav } from './settings-nav'

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
      <div className="flex grow narrow:block">
        <SettingsNav brand={scope.slug} />
        {/* The parts divide themselves by the room that is left beside the list. */}
        <div className="@container min-w-0 grow">{children}</div>
      </div>
    </>
  )
}
