import { Plus } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Chip } from '@/components/ui/chip'
import { Num } from '@/components/ui/figures'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { listTopicOverviews } from '@/core/consent/topics/queries'
import { may } from '@/core/staff/rules'
import type { Locale } from '@/db/states'
import { Part } from '../part'

export default async function TopicsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [t, locale, topics] = await Promise.all([
    getTranslations('topics'),
    getLocale() as Promise<Locale>,
    listTopicOverviews(ctx),
  ])
  const base = `/${ctx.scope.slug}/settings/topics`
  return (
    <Part title={t('title')} text={t('text')}>
      {topics.length === 0 ? (
        <p className="text-body text-muted">{t('none')}</p>
      ) : (
        <Table label={t('title')}>
          <TableHead>
            <Th>{t('name')}</Th>
            <Th>{t('promise')}</Th>
            <Th>{t('kind')}</Th>
            <Th end>{t('people')}</Th>
          </TableHead>
          <TableBody>
            {topics.map((topic) => {
              const old = topic.pages.filter((page) => page.isOld).length
              return (
                <Row key={topic.id}>
                  <Td place="main">
                    <RowLink href={`${base}/${topic.id}`}>
                      <span className="font-strong">{topic.name[locale]}</span>
                    </RowLink>
                    {topic.archivedAt && <Chip className="ms-2">{t('archived')}</Chip>}
                    <span className="block text-caption text-muted">{topic.description[locale]}</span>
                    {old > 0 && (
                      <span className="block text-caption text-warning-soft-foreground">
                        {t('oldPages', { count: old })}
                      </span>
                    )}
                  </Td>
                  <Td place="sub">
                    {topic.maxPerMonth === null
                      ? t('asItHappens')
                      : t('atMost', { count: topic.maxPerMonth })}
                  </Td>
                  <Td place="sub-end">{t(`categories.${topic.category}`)}</Td>
                  <Td place="end" end>
                    <Num value={topic.holds} />
                  </Td>
                </Row>
              )
            })}
          </TableBody>
        </Table>
      )}
      {may(ctx.scope.role, 'brand.write') && (
        <ButtonLink href={`${base}/new`} className="mt-4">
          <Plus className="size-4" aria-hidden="true" />
          {t('new')}
        </ButtonLink>
      )}
    </Part>
  )
}
