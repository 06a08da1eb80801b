import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { PageHeader, Section } from '@/components/ui/page'
import { getBatch, listCodesOfBatch } from '@/core/sources/qr-codes/batches/queries'
import { may } from '@/core/staff/rules'
import { CodeTable } from '../../code-table'
import { FunnelStrip } from '../../funnel-strip'
import { listPageOptions } from '../../page-options'
import { requirePart } from '../../require-part'
import { BulkControls } from './bulk-controls'

type PageProps = {
  params: Promise<{ brand: string; id: string }>
  searchParams: Promise<{ from?: string }>
}

const onePage = 100

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  return { title: (await requirePart(id, () => getBatch(ctx, id))).name }
}

export default async function BatchPage({ params, searchParams }: PageProps) {
  const [{ brand, id }, query] = await Promise.all([params, searchParams])
  const from = Math.max(0, Number.parseInt(query.from ?? '0', 10) || 0)
  const ctx = await requireBrand(brand)
  const batch = await requirePart(id, () => getBatch(ctx, id))
  const [t, p, codes, pages] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing'),
    listCodesOfBatch(ctx, { batchId: id, from, most: onePage }),
    listPageOptions(ctx),
  ])
  const base = `/${brand}/qr-codes/batches/${id}`
  return (
    <>
      <PageHeader
        title={batch.name}
        parent={{ href: `/${brand}/qr-codes`, label: t('title') }}
        chips={<Chip>{p('codesCount', { count: batch.codes })}</Chip>}
        actions={
          may(ctx.scope.role, 'qr-codes.write') && (
            <BulkControls
              brand={brand}
              batchId={id}
              codes={batch.codes}
              paused={batch.paused}
              pages={pages}
              current={batch.landingPageId}
            />
          )
        }
      />
      <FunnelStrip figures={batch} />
      <Section
        title={p('batch.codes')}
        note={p('batch.page', {
          from: Math.min(from + 1, batch.codes),
          to: Math.min(from + onePage, batch.codes),
          total: batch.codes,
        })}
        aside={
          <span className="flex gap-2">
            {from > 0 && (
              <ButtonLink href={`${base}?from=${Math.max(0, from - onePage)}`} size="row">
                {p('batch.previous')}
              </ButtonLink>
            )}
            {from + onePage < batch.codes && (
              <ButtonLink href={`${base}?from=${from + onePage}`} size="row">
                {p('batch.next')}
              </ButtonLink>
            )}
          </span>
        }
        last
      >
        <CodeTable brand={brand} label={p('batch.codes')} codes={codes} />
      </Section>
    </>
  )
}
