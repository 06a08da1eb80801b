import { ListPlus, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState, PageHeader, Section } from '@/components/ui/page'
import type { BrandContext } from '@/core/brands/scope'
import { listBatches } from '@/core/sources/qr-codes/batches/queries'
import { mostChosen } from '@/core/sources/qr-codes/chosen/schema'
import type { QrCodeView } from '@/core/sources/qr-codes/code-rows'
import { listQrCodes, listSilentCodes } from '@/core/sources/qr-codes/queries'
import { missedScans, neverAfterDays, stoppedAfterDays } from '@/core/sources/qr-codes/rules'
import { may } from '@/core/staff/rules'
import { BatchTable } from './batch-table'
import { CodeTable } from './code-table'
import { listPageOptions } from './page-options'
import { TickableCodes } from './tickable-codes'

type PageProps = { params: Promise<{ brand: string }>; searchParams: Promise<{ only?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('qr'))('title') }
}

export default async function QrCodesPage({ params, searchParams }: PageProps) {
  const [{ brand }, { only }] = await Promise.all([params, searchParams])
  const ctx = await requireBrand(brand)
  const [t, p] = await Promise.all([getTranslations('qr'), getTranslations('printing')])
  const base = `/${brand}/qr-codes`
  const make = may(ctx.scope.role, 'qr-codes.write') && (
    <>
      <ButtonLink href={`${base}/batches/new`}>
        <ListPlus className="size-4" aria-hidden="true" />
        {p('newBatch')}
      </ButtonLink>
      <ButtonLink href={`${base}/new`} look="primary">
        <Plus className="size-4" aria-hidden="true" />
        {t('new')}
      </ButtonLink>
    </>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={make} />
      {only === 'silent' ? (
        <SilentCodes ctx={ctx} brand={brand} />
      ) : (
        <AllCodes ctx={ctx} brand={brand} make={<div className="flex flex-wrap gap-2">{make}</div>} />
      )}
    </>
  )
}

type ListProps = { ctx: BrandContext; brand: string }

async function AllCodes({ ctx, brand, make }: ListProps & { make: React.ReactNode }) {
  const [t, p, batches, codes, silent] = await Promise.all([
    getTranslations('qr'),
    getTranslations('printing'),
    listBatches(ctx),
    listQrCodes(ctx),
    listSilentCodes(ctx),
  ])
  if (codes.length === 0 && batches.length === 0) return <EmptyState action={make}>{t('empty')}</EmptyState>
  return (
    <>
      {batches.length > 0 && (
        <Section title={p('batches')}>
          <BatchTable brand={brand} batches={batches} />
        </Section>
      )}
      <Section
        title={p('single')}
        last
        aside={
          silent.length > 0 && (
            <Link href={`/${brand}/qr-codes?only=silent`} className="text-link font-strong hover:underline">
              {p('silence.count', { count: silent.length })}
            </Link>
          )
        }
      >
        {codes.length === 0 ? (
          <p className="text-control text-muted">{p('singleEmpty')}</p>
        ) : (
          <Codes ctx={ctx} brand={brand} label={t('title')} codes={codes} />
        )}
        <SilenceRule />
      </Section>
    </>
  )
}

async function SilentCodes({ ctx, brand }: ListProps) {
  const [p, silent] = await Promise.all([getTranslations('printing.silence'), listSilentCodes(ctx)])
  return (
    <Section
      title={silent.length === 0 ? p('none') : p('count', { count: silent.length })}
      last
      aside={
        <Link href={`/${brand}/qr-codes`} className="text-link font-strong hover:underline">
          {p('all')}
        </Link>
      }
    >
      {silent.length > 0 && (
        <Codes ctx={ctx} brand={brand} label={p('filter')} codes={silent.slice(0, mostChosen)} />
      )}
      <SilenceRule />
    </Section>
  )
}

/** Who may change codes can do so with several at once. */
async function Codes({ ctx, ...list }: ListProps & { label: string; codes: QrCodeView[] }) {
  if (!may(ctx.scope.role, 'qr-codes.write')) return <CodeTable {...list} />
  return <TickableCodes {...list} pages={await listPageOptions(ctx)} />
}

/** The rule stands where its marks stand. */
async function SilenceRule() {
  const p = await getTranslations('printing.silence')
  return (
    <p className="mt-3 max-w-160 text-caption text-muted">
      {p('rule', { never: neverAfterDays, stopped: stoppedAfterDays, missed: missedScans })}
    </p>
  )
}
