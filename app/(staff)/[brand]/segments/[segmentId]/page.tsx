import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { listTopics } from '@/core/consent/queries'
import { AppError } from '@/core/platform/errors'
import { may } from '@/core/staff/rules'
import { listFacets } from '@/core/subscribers/queries'
import { requireSegment } from '@/core/subscribers/segments/queries'
import type { Locale } from '@/db/states'
import { readFields } from '../fields'
import { SegmentEditor } from '../segment-editor'

type PageProps = { params: Promise<{ brand: string; segmentId: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('segments'))('title') }
}

/** One group with its rules; `new` for one that is not kept yet. */
export default async function SegmentPage({ params }: PageProps) {
  const { brand: slug, segmentId } = await params
  const ctx = await requireBrand(slug)
  const mayWrite = may(ctx.scope.role, 'campaigns.write')
  const isNew = segmentId === 'new'
  if (isNew && !mayWrite) redirect(`/${slug}/segments`)
  if (!isNew && !z.uuid().safeParse(segmentId).success) notFound()
  const [t, locale, segment, topics, facets] = await Promise.all([
    getTranslations('segments'),
    getLocale() as Promise<Locale>,
    isNew
      ? null
      : requireSegment(ctx, segmentId).catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'not-found') notFound()
          throw error
        }),
    listTopics(ctx),
    listFacets(ctx),
  ])
  const states = await getTranslations('subscribers')
  return (
    <SegmentEditor
      key={segment?.revision ?? 'new'}
      brand={slug}
      segment={segment}
      fields={readFields({ t, people: states, locale, topics, facets })}
      mayWrite={mayWrite}
    />
  )
}
