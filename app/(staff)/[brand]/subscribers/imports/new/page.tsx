import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PageHeader, Section } from '@/components/ui/page'
import { may } from '@/core/staff/rules'
import { Upload } from './upload'

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('new') }
}

export default async function NewImportPage({ params }: PageProps) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  if (!may(ctx.scope.role, 'subscribers.import')) notFound()
  const t = await getTranslations('imports')
  return (
    <>
      <PageHeader title={t('new')} parent={{ href: `/${brand}/subscribers/imports`, label: t('title') }} />
      <Section last>
        <p className="mb-4 max-w-[64ch] text-body text-muted">{t('upload.intro')}</p>
        <Upload brand={brand} />
      </Section>
    </>
  )
}
