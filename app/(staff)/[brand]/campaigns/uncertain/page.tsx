import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { Notice } from '@/components/ui/notice'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Segments } from '@/components/ui/tabs'
import { getBrand } from '@/core/brands/queries'
import { listUncertain, listUncertainGroups } from '@/core/dispatch/uncertain'
import { may } from '@/core/staff/rules'
import { UncertainGroup } from './uncertain-group'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.uncertain'))('title') }
}

type Query = { campaign?: string | string[]; after?: string | string[] }
type Props = { params: Promise<{ brand: string }>; searchParams: Promise<Query> }

/** Answers of WhatsApp that were lost, with nothing heard since: staff say what became of each. */
export default async function UncertainPage({ params, searchParams }: Props) {
  const [{ brand: slug }, query] = await Promise.all([params, searchParams])
  const ctx = await requireBrand(slug)
  const [brand, groups, t] = await Promise.all([
    getBrand(ctx),
    listUncertainGroups(ctx),
    getTranslations('campaigns.uncertain'),
  ])
  const base = `/${slug}/campaigns/uncertain`
  const keyOf = (group: (typeof groups)[number]) => group.campaign?.id ?? 'answers'
  const group = groups.find((one) => keyOf(one) === query.campaign) ?? groups[0]
  const after = z.uuid().safeParse(query.after)
  return (
    <>
      <PageHeader
        title={t('title')}
        parent={{ href: `/${slug}/campaigns`, label: t('campaigns') }}
        note={
          groups.length > 0
            ? t('people', { people: groups.reduce((sum, one) => sum + one.people, 0) })
            : undefined
        }
      />
      {group ? (
        <>
          <div className="grid max-w-200 gap-3 px-6 pt-4 phone:px-4">
            <p className="text-body">{t('explanation')}</p>
            <Notice tone="warning">{t('warning')}</Notice>
          </div>
          {groups.length > 1 && (
            <div className="flex overflow-x-auto px-6 pt-4 phone:px-4">
              <Segments
                label={t('which')}
                items={groups.map((one) => ({
                  href: `${base}?campaign=${keyOf(one)}`,
                  label: t('group', { name: one.campaign?.name ?? t('answers'), people: one.people }),
                  isCurrent: one === group,
                }))}
              />
            </div>
          )}
          <UncertainGroup
            key={`${keyOf(group)} ${after.data ?? ''}`}
            brand={slug}
            zone={brand.timeZone}
            group={group}
            page={await listUncertain(ctx, { campaignId: group.campaign?.id ?? null, after: after.data })}
            listedAt={ctx.now}
            maySettle={may(ctx.scope.role, 'messages.settle')}
            address={`${base}?campaign=${keyOf(group)}`}
          />
        </>
      ) : (
        <EmptyState>{t('none')}</EmptyState>
      )}
    </>
  )
}
