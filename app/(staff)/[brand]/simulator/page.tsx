import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { getTheme } from '@/app/theme'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { getSettings } from '@/core/platform/env'
import { getAccount } from '@/core/providers/accounts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.simulator'))('title') }
}

export default async function SimulatorPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [account, theme, locale, t] = await Promise.all([
    getAccount(ctx),
    getTheme(),
    getLocale(),
    getTranslations('settings.simulator'),
  ])
  if (!account?.isSimulator) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState action={<ButtonLink href={`/${ctx.scope.slug}/settings`}>{t('toSettings')}</ButtonLink>}>
          {account ? t('realNumber') : t('noNumber')}
        </EmptyState>
      </>
    )
  }
  const address = new URL('/', getSettings().SIMULATOR_URL)
  address.searchParams.set('embed', '1')
  if (theme !== 'system') address.searchParams.set('theme', theme)
  address.searchParams.set('lang', locale)
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <iframe
        src={address.href}
        title={t('frame')}
        className="min-h-[calc(100dvh-18px)] w-full grow rounded-sheet phone:min-h-[calc(100dvh-120px)]"
      />
    </>
  )
}
