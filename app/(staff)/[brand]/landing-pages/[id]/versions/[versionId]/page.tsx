import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PhoneBody } from '@/components/landing-page/phone'
import { StoredFrame } from '@/components/landing-page/stored-frame'
import { Time } from '@/components/ui/figures'
import { PageHeader } from '@/components/ui/page'
import { Segments } from '@/components/ui/tabs'
import { getBrand } from '@/core/brands/queries'
import { getStoredForm, listVersions } from '@/core/sources/landing-pages/queries'
import { locales } from '@/db/states'

type PageProps = {
  params: Promise<{ brand: string; id: string; versionId: string }>
  searchParams: Promise<{ lang?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pages'))('versions.shown') }
}

export default async function VersionPage({ params, searchParams }: PageProps) {
  const { brand, id, versionId } = await params
  const { lang } = await searchParams
  const language = locales.find((known) => known === lang) ?? 'nl'
  const ctx = await requireBrand(brand)
  const [t, { timeZone }, versions] = await Promise.all([
    getTranslations('pages'),
    getBrand(ctx),
    listVersions(ctx, id).catch(() => notFound()),
  ])
  const version = versions.find((known) => known.id === versionId)
  if (!version) notFound()
  const { html } = await getStoredForm(ctx, { versionId, language })
  const here = `/${brand}/landing-pages/${id}/versions`
  return (
    <>
      <PageHeader
        title={t('versions.number', { version: version.version })}
        parent={{ href: here, label: t('versions.title') }}
        note={<Time at={version.publishedAt} zone={timeZone} />}
        actions={
          <Segments
            label={t('preview.language')}
            items={locales.map((known) => ({
              href: `${here}/${versionId}?lang=${known}`,
              label: t(`languages.${known}`),
              isCurrent: known === language,
            }))}
          />
        }
      />
      <div className="flex grow flex-col items-center gap-4 bg-background px-4 py-6">
        <PhoneBody>
          <StoredFrame html={html} title={t('versions.shown')} className="h-full w-full border-0" />
        </PhoneBody>
        <p className="text-dense text-muted">{t('versions.readOnly')}</p>
      </div>
    </>
  )
}
