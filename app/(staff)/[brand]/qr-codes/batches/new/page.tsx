import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { may } from '@/core/staff/rules'
import { listPageOptions } from '../../page-options'
import { NewBatchForm } from './new-batch-form'

type PageProps = { params: Promise<{ brand: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('printing'))('list.title') }
}

export default async function NewBatchPage({ params }: PageProps) {
  const { brand } = await params
  const ctx = await requireBrand(brand)
  if (!may(ctx.scope.role, 'qr-codes.write')) notFound()
  const [t, p, pages] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing.list'),
    listPageOptions(ctx),
  ])
  return (
    <>
      <PageHeader title={p('title')} parent={{ href: `/${brand}/qr-codes`, label: t('title') }} />
      {pages.length === 0 ? (
        <EmptyState action={<ButtonLink href={`/${brand}/landing-pages/new`}>{t('toPages')}</ButtonLink>}>
          {t('noPages')}
        </EmptyState>
      ) : (
        <NewBatchForm brand={brand} pages={pages} />
      )}
    </>
  )
}
