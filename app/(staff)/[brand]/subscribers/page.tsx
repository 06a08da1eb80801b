import { ArrowLeft, ArrowRight } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { listTopics } from '@/core/consent/queries'
import { may } from '@/core/staff/rules'
import { listBulkActions } from '@/core/subscribers/bulk/queries'
import { listFacets, listSubscribers } from '@/core/subscribers/queries'
import { listSegments } from '@/core/subscribers/segments/queries'
import { listViews } from '@/core/subscribers/views'
import type { Locale } from '@/db/states'
import {
  filtersOf,
  hasFilter,
  keptFields,
  listHref,
  listQuery,
  narrowingOf,
  readAddress,
  type SearchParams,
} from './address'
import { BulkProgress } from './bulk-progress'
import { Matching, Total } from './counts'
import { FileLinks } from './file-links'
import { FilterBar } from './filter-bar'
import { readFilters } from './filters'
import { PeopleTable } from './people-table'
import { PeopleTabs } from './people-tabs'
import { PersonSheet } from './person-sheet'
import { readHeaders, readSorts, readViews } from './table-heads'
import { ViewMenu } from './view-menu'

type PageProps = { params: Promise<{ brand: string }>; searchParams: Promise<SearchParams> }

export async function generateMetadata() {
  return { title: (await getTranslations('subscribers'))('title') }
}

export default async function SubscribersPage({ params, searchParams }: PageProps) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  const address = readAddress(await searchParams)
  const { list, columns } = address
  const [t, locale, brand, topics, facets, page, segments, views, acts] = await Promise.all([
    getTranslations('subscribers'),
    getLocale() as Promise<Locale>,
    getBrand(ctx),
    listTopics(ctx),
    listFacets(ctx),
    listSubscribers(ctx, list),
    listSegments(ctx),
    listViews(ctx),
    listBulkActions(ctx),
  ])
  const filtered = hasFilter(list)
  const isTop = !list.after && !list.before
  if (!filtered && isTop && page.rows.length === 0) return <NobodyYet brand={slug} />

  const here = { list: filtersOf(list), columns }
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: brand.timeZone }).format(ctx.now)
  const topicName = topics.find((topic) => topic.id === list.topicId)?.name[locale]
  const headers = readHeaders(t, columns, { topicName, attributes: facets.attributes })
  const mayDo = {
    write: may(role, 'subscribers.write'),
    withdraw: may(role, 'subscribers.withdraw'),
    campaigns: may(role, 'campaigns.write'),
  }
  const pageHref = (side: 'before' | 'after', id: string | null) =>
    id ? listHref(slug, { ...here, list: { ...here.list, [side]: id } }) : null
  const turn = { previous: pageHref('before', page.previous), next: pageHref('after', page.next) }
  return (
    <>
      <PageHeader
        title={t('title')}
        note={
          <Suspense>
            <Total ctx={ctx} />
          </Suspense>
        }
        actions={<FileLinks slug={slug} role={role} query={listQuery({ list: narrowingOf(list) })} />}
      />
      <PeopleTabs brand={slug} current="people" />
      <ViewMenu
        brand={slug}
        query={listQuery(here)}
        mayWrite={mayDo.write}
        {...readViews({ t, brand: slug, views, address: here, attributes: facets.attributes })}
      />
      <FilterBar
        action={listHref(slug, {})}
        search={list.search ?? ''}
        filters={readFilters({ brand: slug, address, locale, t, topics, facets, segments, today })}
        kept={keptFields(list, columns)}
        clear={filtered ? listHref(slug, { columns }) : null}
      />
      <BulkProgress brand={slug} initial={acts} />
      {page.rows.length === 0 ? (
        <EmptyState
          action={
            <ButtonLink href={listHref(slug, { columns })}>{t(filtered ? 'clear' : 'toTop')}</ButtonLink>
          }
        >
          {t(filtered ? 'nothing' : 'nothingHere')}
        </EmptyState>
      ) : (
        <PeopleTable
          // Another page, filter or order begins with nothing ticked.
          key={listQuery({ list })}
          brand={slug}
          rows={page.rows.map((row) => ({
            ...row,
            href: listHref(slug, { ...address, person: row.id }),
            isWindowOpen: row.windowUntil !== null && row.windowUntil > ctx.now,
          }))}
          columns={columns}
          headers={headers}
          sorts={readSorts(slug, here)}
          zone={brand.timeZone}
          ofTopic={list.topicId !== undefined}
          selectedPerson={address.person}
          {...turn}
          filters={narrowingOf(list)}
          tags={facets.tags}
          may={mayDo}
        />
      )}
      <nav
        aria-label={t('paging')}
        className="sticky bottom-0 z-10 mt-auto flex min-h-13 items-center gap-2 border-t border-border bg-surface px-6 py-2 text-control phone:static phone:px-4"
      >
        <span className="me-2 text-muted">
          <Suspense key={listQuery({ list: narrowingOf(list) })} fallback={t('counting')}>
            <Matching ctx={ctx} filters={narrowingOf(list)} shown={page.rows.length} />
          </Suspense>
        </span>
        {turn.previous && (
          <ButtonLink href={turn.previous} iconOnly aria-label={t('previousPage')}>
            <ArrowLeft className="size-4" aria-hidden="true" />
          </ButtonLink>
        )}
        {turn.next && (
          <ButtonLink href={turn.next} iconOnly aria-label={t('nextPage')}>
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

async function NobodyYet({ brand }: { brand: string }) {
  const t = await getTranslations('subscribers')
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState
        action={
          <ButtonLink href={`/${brand}/landing-pages`} look="primary">
            {t('emptyAction')}
          </ButtonLink>
        }
      >
        {t('empty')}
      </EmptyState>
    </>
  )
}
