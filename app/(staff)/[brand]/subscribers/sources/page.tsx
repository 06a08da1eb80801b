import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Bar } from '@/components/ui/bar'
import { ButtonLink } from '@/components/ui/button-link'
import { Num, Share, Time } from '@/components/ui/figures'
import { formatTime } from '@/components/ui/format'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import { getBrand } from '@/core/brands/queries'
import { listSourceFigures, type SourceFigures } from '@/core/insights/source-figures'
import { listHref } from '../address'
import { PeopleTabs } from '../people-tabs'

type PageProps = { params: Promise<{ brand: string }> }

/** Fewer people than this say nothing about a source. */
const enough = 10

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('subscribers.sourceList'))('title') }
}

/** The people of one source, as the list narrows them. */
function peopleOf(slug: string, { qrCodeId, landingPageId, sourceKind }: SourceFigures): string {
  if (qrCodeId) return listHref(slug, { list: { qrCodeId } })
  if (landingPageId) return listHref(slug, { list: { landingPageId } })
  return listHref(slug, { list: { sourceKind } })
}

/** Of those who could have stayed so long, how many did; and a word where they are too few to say anything. */
function Stayed({ stayed, judged, tooFew }: { stayed: number; judged: number; tooFew: string }) {
  if (judged < enough) return <span className="text-caption text-muted">{tooFew}</span>
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span className="w-16 max-[1100px]:hidden">
        <Bar parts={[{ key: 'stayed', value: stayed, className: 'bg-accent' }]} total={judged} />
      </span>
      <Share value={stayed / judged} digits={0} />
    </span>
  )
}

export default async function SourcesPage({ params }: PageProps) {
  const { brand: slug } = await params
  const ctx = await requireBrand(slug)
  const [t, words, locale, brand, { sources, countedAt }] = await Promise.all([
    getTranslations('subscribers.sourceList'),
    getTranslations('subscribers'),
    getLocale(),
    getBrand(ctx),
    listSourceFigures(ctx),
  ])
  const nameOf = ({ qrLabel, pageName, sourceKind }: SourceFigures) =>
    qrLabel ?? (pageName ? words('sources.page', { name: pageName }) : words(`sources.${sourceKind}`))
  return (
    <>
      <PageHeader
        title={words('title')}
        note={countedAt && t('countedAt', { time: formatTime(locale, countedAt, brand.timeZone) })}
      />
      <PeopleTabs brand={slug} current="sources" />
      {sources.length === 0 ? (
        <EmptyState action={<ButtonLink href={`/${slug}/landing-pages`}>{words('emptyAction')}</ButtonLink>}>
          {t('empty')}
        </EmptyState>
      ) : (
        <div className="px-6 pt-2.5 phone:px-4 phone:pt-0">
          <Table label={t('title')}>
            <TableHead>
              <Th>{t('source')}</Th>
              <Th end>{t('optIns')}</Th>
              <Th end>{t('confirmed')}</Th>
              <Th end>{t('after', { days: 30 })}</Th>
              <Th end>{t('after', { days: 90 })}</Th>
              <Th end>{t('optOuts')}</Th>
              <Th end>{t('lastEvent')}</Th>
            </TableHead>
            <TableBody>
              {sources.map((source) => (
                <Row key={`${source.sourceKind} ${source.landingPageId} ${source.qrCodeId}`}>
                  <Td place="main">
                    <RowLink href={peopleOf(slug, source)}>{nameOf(source)}</RowLink>
                  </Td>
                  <Td place="end" end>
                    <Num value={source.optIns} />
                  </Td>
                  <Td place="sub" end>
                    <Share value={source.optIns === 0 ? null : source.confirmed / source.optIns} digits={0} />
                  </Td>
                  <Td end>
                    <Stayed stayed={source.stayed30} judged={source.judged30} tooFew={t('tooFew')} />
                  </Td>
                  <Td end>
                    <Stayed stayed={source.stayed90} judged={source.judged90} tooFew={t('tooFew')} />
                  </Td>
                  <Td place="sub-end" end>
                    {source.optIns < enough ? (
                      <span className="text-caption text-muted">{t('tooFew')}</span>
                    ) : (
                      <Share value={source.optOuts / source.optIns} />
                    )}
                  </Td>
                  <Td end className="text-muted">
                    <Time at={source.lastEventAt} zone={brand.timeZone} kind="day" />
                  </Td>
                </Row>
              ))}
            </TableBody>
          </Table>
          <p className="py-4 text-caption text-muted">{t('note')}</p>
        </div>
      )}
    </>
  )
}
