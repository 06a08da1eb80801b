import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { ImportStateChip } from '@/components/subscribers/import-state'
import { Time } from '@/components/ui/figures'
import { PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { getImportView } from '@/core/sources/imports/queries'
import type { ImportView } from '@/core/sources/imports/schema'
import { may } from '@/core/staff/rules'
import type { Locale } from '@/db/states'
import { loadPlan } from './load-plan'
import { PlanForm } from './plan-form'
import { Report } from './report'
import { Steer } from './steer'

type PageProps = {
  params: Promise<{ brand: string; importId: string }>
  searchParams: Promise<{ edit?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') }
}

async function viewOrNotFound(ctx: BrandContext, importId: string): Promise<ImportView> {
  try {
    return await getImportView(ctx, importId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

/** Rows that bring somebody in, or may: what the button counts. */
const peopleIn = ({ outcomes }: ImportView) =>
  (outcomes.new ?? 0) + (outcomes.known ?? 0) + (outcomes.no_consent ?? 0)

export default async function ImportPage({ params, searchParams }: PageProps) {
  const { brand: slug, importId } = await params
  const ctx = await requireBrand(slug)
  if (!may(ctx.scope.role, 'subscribers.import') || !z.uuid().safeParse(importId).success) notFound()
  const view = await viewOrNotFound(ctx, importId)
  const [t, locale, brand] = await Promise.all([getTranslations('imports'), getLocale(), getBrand(ctx)])
  const hasApplied = view.rowsApplied > 0
  const isPlanning =
    view.state === 'uploaded' ||
    (view.state === 'checked' && !hasApplied && (await searchParams).edit === '1')
  return (
    <>
      <PageHeader
        title={view.fileName}
        parent={{ href: `/${slug}/subscribers/imports`, label: t('title') }}
        chips={<ImportStateChip state={view.state} />}
        note={
          <>
            {view.staffName && `${view.staffName}, `}
            <Time at={view.createdAt} zone={brand.timeZone} />
          </>
        }
        actions={
          <Steer
            brand={slug}
            importId={importId}
            state={isPlanning ? 'uploaded' : view.state}
            hasApplied={hasApplied}
            people={peopleIn(view)}
          />
        }
      />
      {isPlanning ? (
        <PlanForm
          brand={slug}
          importId={importId}
          {...(await loadPlan(ctx, importId, brand, locale as Locale))}
        />
      ) : (
        <Report ctx={ctx} view={view} />
      )}
    </>
  )
}
