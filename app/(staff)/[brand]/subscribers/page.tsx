import { ArrowLeft, ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { PersonState } from '@/components/subscribers/person-state'
import { WhatsAppAddress } from '@/components/subscribers/whatsapp-address'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listTopics } from '@/core/consent/queries'
import { may } from '@/core/staff/rules'
import { type Count, countSubscribers, listSourceChoices, listSubscribers } from '@/core/subscribers/queries'
import type { SubscriberRow } from '@/core/subscribers/schema'
import type { Locale } from '@/db/states'
import { filtersOf, hasFilter, listHref, readAddress, type SearchParams } from './address'
import { FilterBar } from './filter-bar'
import { readFilters } from './filters'
import { PersonSheet } from './person-sheet'

type PageProps = { params: Promise<{ brand: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata() {
  return { title: (await getTranslations('subscribers'))('title') }
}

export default async function SubscribersPage({ params, searchParams }: PageProps) {
  const ctx = await requireBrand((await params).brand)
  const { slug } = ctx.scope
  const address = readAddress(await searchParams)
  const { list } = address
  const [t, locale, brand, topics, sources, page, counts] = await Promise.all([
    getTranslations('subscribers'),
    getLocale(),
    getBrand(ctx),
    listTopics(ctx),
    listSourceChoices(ctx),
    listSubscribers(ctx, list),
    countSubscribers(ctx, list),
  ])
  const filtered = hasFilter(list)
  const topicName = topics.find((topic) => topic.id === list.topicId)?.name[locale as Locale]
  const say = (key: 'people' | 'match', { people, more }: Count) =>
    t(more ? `${key}More` : key, { count: people })
  const note = filtered
    ? `${say('people', counts.all)}, ${say('match', counts.matching)}`
    : say('people', counts.all)
  const sourceOf = ({ source }: SubscriberRow) =>
    source.qrLabel ??
    (source.pageName ? t('sources.page', { name: source.pageName }) : t(`sources.${source.kind ?? 'none'}`))

  if (counts.all.people === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState
          action={
            <ButtonLink href={`/${slug}/landing-pages`} look="primary">
              {t('emptyAction')}
            </ButtonLink>
          }
        >
          {t('empty')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        note={note}
        actions={
          may(ctx.scope.role, 'subscribers.import') && (
            <ButtonLink href={`/${slug}/subscribers/imports`}>{t('import')}</ButtonLink>
          )
        }
      />
      <FilterBar
        action={listHref(slug, {})}
        search={list.search ?? ''}
        {...readFilters({ brand: slug, list, locale: locale as Locale, t, topics, ...sources })}
        clear={filtered ? listHref(slug, {}) : null}
      />
      {page.rows.length === 0 ? (
        <EmptyState action={<ButtonLink href={listHref(slug, {})}>{t('clear')}</ButtonLink>}>
          {t('nothing')}
        </EmptyState>
      ) : (
        <div className="px-6 pt-2.5 phone:px-4 phone:pt-0">
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('name')}</Th>
              <Th>{t('number')}</Th>
              <Th>{topicName ? t('consentFor', { topic: topicName }) : t('consent')}</Th>
              <Th>{t('source')}</Th>
              <Th end>{t('joined')}</Th>
            </TableHead>
            <TableBody>
              {page.rows.map((row) => (
                <Row key={row.id} isSelected={row.id === address.person}>
                  <Td place="main">
                    <Link
                      href={listHref(slug, { ...address, person: row.id })}
                      scroll={false}
                      className="row-link"
                    >
                      {row.name ?? <span className="font-normal text-muted">{t('nameUnknown')}</span>}
                    </Link>
                  </Td>
                  <Td place="sub-end" className="whitespace-nowrap text-muted">
                    <WhatsAppAddress phone={row.phone} username={row.username} />
                  </Td>
                  <Td place="sub">
                    <PersonState
                      {...row}
                      doubleOptIn={brand.doubleOptIn}
                      ofTopic={list.topicId !== undefined}
                    />
                  </Td>
                  <Td>{sourceOf(row)}</Td>
                  <Td place="end" end className="text-muted">
                    <Time at={row.joinedAt} zone={brand.timeZone} kind="day" />
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      <nav
        aria-label={t('paging')}
        className="sticky bottom-0 mt-auto flex min-h-13 items-center gap-2 border-t border-border bg-surface px-6 py-2 text-control phone:static phone:px-4"
      >
        <span className="me-2 text-muted">
          {t(counts.matching.more ? 'shownMore' : 'shown', {
            shown: page.rows.length,
            count: counts.matching.people,
          })}
        </span>
        {page.previous && (
          <ButtonLink
            href={listHref(slug, { list: { ...filtersOf(list), before: page.previous } })}
            iconOnly
            aria-label={t('newer')}
          >
            <ArrowLeft className="size-4" aria-hidden="true" />
          </ButtonLink>
        )}
        {page.next && (
          <ButtonLink
            href={listHref(slug, { list: { ...filtersOf(list), after: page.next } })}
            iconOnly
            aria-label={t('older')}
          >
            <ArrowRight className="size-4" aria-hidden="true" />
          </ButtonLink>
        )}
      </nav>
      {address.person && (
        <PersonSheet ctx={ctx} address={address} personId={address.person} zone={brand.timeZone} />
      )}
    </>
  )
}
