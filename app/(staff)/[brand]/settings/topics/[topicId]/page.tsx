import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { listTopicVersions, requireTopicOverview, type TopicOverview } from '@/core/consent/topics/queries'
import { topicIdSchema } from '@/core/consent/topics/schema'
import { AppError } from '@/core/platform/errors'
import { may } from '@/core/staff/rules'
import type { Locale } from '@/db/states'
import { Part } from '../../part'
import { ArchiveTopic } from './archive-topic'
import { EditTopic } from './edit-topic'
import { TopicHistory } from './topic-history'

export default async function TopicPage(props: { params: Promise<{ brand: string; topicId: string }> }) {
  const params = await props.params
  const ctx = await requireBrand(params.brand)
  const topicId = topicIdSchema.safeParse(params).data?.topicId
  if (!topicId) notFound()
  const topic = await requireTopicOverview(ctx, topicId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  })
  const [t, locale, brand, versions] = await Promise.all([
    getTranslations('topics'),
    getLocale() as Promise<Locale>,
    getBrand(ctx),
    listTopicVersions(ctx, topicId),
  ])
  const { slug, role } = ctx.scope
  const mayWrite = may(role, 'brand.write')
  return (
    <>
      <Part
        title={
          <>
            <Link href={`/${slug}/settings/topics`} className="text-link font-normal">
              {t('title')}
            </Link>
            <span className="text-muted"> / </span>
            {topic.name[locale]}
          </>
        }
        text={
          <>
            {topic.maxPerMonth === null ? t('asItHappens') : t('atMost', { count: topic.maxPerMonth })} ·{' '}
            {t('version', { version: topic.version })}
            {topic.waits > 0 && <span className="mt-2 block">{t('waits', { count: topic.waits })}</span>}
          </>
        }
      >
        {mayWrite ? (
          <EditTopic
            key={topic.version}
            brand={slug}
            topic={{
              id: topic.id,
              version: topic.version,
              name: topic.name,
              description: topic.description,
              category: topic.category,
              maxPerMonth: topic.maxPerMonth,
            }}
            people={topic.holds}
            waits={topic.waits}
            pages={topic.pages.length}
          />
        ) : (
          <p className="text-body">
            {topic.description[locale]}
            <span className="mt-2 block text-muted">{t('onlyOwners')}</span>
          </p>
        )}
      </Part>
      <Part title={t('usedOn')} text={t('usedOnText')}>
        <Pages slug={slug} topic={topic} />
      </Part>
      <Part title={t('history')} text={t('historyText')}>
        <TopicHistory versions={versions} zone={brand.timeZone} people={topic.holds} />
      </Part>
      {mayWrite && (
        <Part title={t('archivePart')} text={t('archivePartText')}>
          <ArchiveTopic
            brand={slug}
            topicId={topic.id}
            name={topic.name[locale]}
            people={topic.holds}
            isArchived={topic.archivedAt !== null}
          />
        </Part>
      )}
    </>
  )
}

async function Pages({ slug, topic }: { slug: string; topic: TopicOverview }) {
  const t = await getTranslations('topics')
  if (topic.pages.length === 0) return <p className="text-body text-muted">{t('noPages')}</p>
  return (
    <ul className="grid gap-2 text-body">
      {topic.pages.map((page) => (
        <li key={page.id} className="flex flex-wrap gap-x-3">
          <Link href={`/${slug}/landing-pages/${page.id}`} className="text-link">
            {page.name}
          </Link>
          {page.isOld && <span className="text-warning-soft-foreground">{t('oldVersion')}</span>}
        </li>
      ))}
    </ul>
  )
}
