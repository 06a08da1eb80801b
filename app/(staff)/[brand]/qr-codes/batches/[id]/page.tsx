import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { PageHeader } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import type { BrandContext } from '@/core/brands/scope'
import { getBatch, listCodesOfBatch, type QrBatchView } from '@/core/sources/qr-codes/batches/queries'
import { listDesigns } from '@/core/sources/qr-codes/design/queries'
import { listPrints } from '@/core/sources/qr-codes/print/queries'
import { may } from '@/core/staff/rules'
import { logoUrlOf } from '../../logo-url'
import { listPageOptions } from '../../page-options'
import { requirePart } from '../../require-part'
import { Studio } from '../../studio/studio'
import { BatchCodes } from './batch-codes'
import { BulkControls } from './bulk-controls'
import { ShortCodes } from './short-codes'

type PageProps = {
  params: Promise<{ brand: string; id: string }>
  searchParams: Promise<{ view?: string; from?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { brand, id } = await params
  const ctx = await requireBrand(brand)
  return { title: (await requirePart(id, () => getBatch(ctx, id))).name }
}

export default async function BatchPage({ params, searchParams }: PageProps) {
  const [{ brand, id }, query] = await Promise.all([params, searchParams])
  const ctx = await requireBrand(brand)
  const batch = await requirePart(id, () => getBatch(ctx, id))
  const [t, p, pages] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing'),
    listPageOptions(ctx),
  ])
  const base = `/${brand}/qr-codes/batches/${id}`
  const isCodes = query.view === 'codes'
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
      <Tabs
        label={batch.name}
        items={[
          { href: base, label: p('batch.print'), isCurrent: !isCodes },
          { href: `${base}?view=codes`, label: p('batch.codes'), count: batch.codes, isCurrent: isCodes },
        ]}
      />
      {isCodes ? (
        <BatchCodes
          ctx={ctx}
          brand={brand}
          batch={batch}
          from={Number.parseInt(query.from ?? '0', 10) || 0}
        />
      ) : (
        <Print ctx={ctx} brand={brand} batch={batch} />
      )}
    </>
  )
}

type PrintProps = { ctx: BrandContext; brand: string; batch: QrBatchView }

async function Print({ ctx, brand, batch }: PrintProps) {
  const [p, codes, designs, prints, logoUrl] = await Promise.all([
    getTranslations('printing.studio'),
    listCodesOfBatch(ctx, { batchId: batch.id, most: 3 }),
    listDesigns(ctx),
    listPrints(ctx, batch.id),
    logoUrlOf(ctx),
  ])
  return (
    <Studio
      brand={brand}
      subject={{ kind: 'batch', id: batch.id, codes: batch.codes, prints }}
      link={codes[0]?.link ?? ''}
      initial={batch.look}
      designs={designs}
      logoUrl={logoUrl}
      mayWrite={may(ctx.scope.role, 'qr-codes.write')}
    >
      <section>
        <div className="flex items-baseline justify-between gap-3">
          <h2 className="text-section">{p('batch')}</h2>
          <Link
            href={`/${brand}/qr-codes/batches/${batch.id}?view=codes`}
            className="text-control font-strong text-link hover:underline"
          >
            {p('allCodes', { count: batch.codes })}
          </Link>
        </div>
        <ShortCodes brand={brand} label={p('batch')} codes={codes} />
      </section>
    </Studio>
  )
}
