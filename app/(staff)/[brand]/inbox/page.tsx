import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Tabs } from '@/components/ui/tabs'
import { getBrand } from '@/core/brands/queries'
import { countOpenReviews, listJudgedReviews, listOpenReviews } from '@/core/consent/review-queries'
import { may } from '@/core/staff/rules'
import { JudgedList } from './judged-list'
import { ReviewList } from './review-list'

type PageProps = {
  params: Promise<{ brand: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') }
}

/** Replies that read almost like STOP: those that wait, and those that were judged. */
export default async function InboxPage({ params, searchParams }: PageProps) {
  const ctx = await requireBrand((await params).brand)
  const isJudged = (await searchParams).view === 'judged'
  const [t, brand, waiting, rows] = await Promise.all([
    getTranslations('inbox'),
    getBrand(ctx),
    countOpenReviews(ctx),
    isJudged ? listJudgedReviews(ctx) : listOpenReviews(ctx),
  ])
  const { slug } = ctx.scope
  const mayJudge = may(ctx.scope.role, 'subscribers.withdraw')
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      <Tabs
        label={t('title')}
        items={[
          { href: `/${slug}/inbox`, label: t('waiting'), count: waiting, isCurrent: !isJudged },
          { href: `/${slug}/inbox?view=judged`, label: t('judged'), isCurrent: isJudged },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState>{isJudged ? t('nothingJudged') : t('allDone')}</EmptyState>
      ) : isJudged ? (
        <JudgedList brand={slug} zone={brand.timeZone} rows={rows} mayJudge={mayJudge} />
      ) : (
        <ReviewList brand={slug} zone={brand.timeZone} rows={rows} mayJudge={mayJudge} />
      )}
    </>
  )
}
