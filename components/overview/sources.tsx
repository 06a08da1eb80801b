import { MessageCircle, PanelTop, QrCode, Upload, UserRound } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { SourceKind } from '@/db/states'
import { Bar } from '../ui/bar'
import { Num, Share } from '../ui/figures'
import { formatNumber } from '../ui/format'
import { Section } from '../ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '../ui/table'

export type SourceRow = {
  key: string
  sourceKind: SourceKind
  isCode: boolean
  label: string | null
  href: string | null
  optIns: number
  confirmed: number
  judged: number
  gone: number
  optOuts: number
  people: number
}

const icons: Partial<Record<SourceKind, typeof QrCode>> = {
  landing_page: PanelTop,
  whatsapp_thread: MessageCircle,
  import: Upload,
  staff: UserRound,
}

/** Fewer people than this say nothing about a source. */
const enough = 10
/** From here on a source stands out. */
const farAbove = 2

/** Where people come from, and whether they stay. */
export function Sources({ rows }: { rows: SourceRow[] }) {
  const t = useTranslations('overview.sources')
  const locale = useLocale()
  const all = {
    out: rows.reduce((sum, row) => sum + row.optOuts, 0),
    people: rows.reduce((sum, row) => sum + row.people, 0),
  }
  const average = all.people === 0 ? 0 : all.out / all.people
  return (
    <Section title={t('title')}>
      {rows.length === 0 ? (
        <p className="text-control text-muted">{t('empty')}</p>
      ) : (
        <Table label={t('title')} dense>
          <TableHead>
            <Th>{t('source')}</Th>
            <Th end>{t('optIns')}</Th>
            <Th end>{t('confirmed')}</Th>
            <Th end>
              <span className="inline-block max-[1280px]:w-24 max-[1280px]:whitespace-normal">
                {t('stay')}
              </span>
            </Th>
            <Th end>{t('optedOut')}</Th>
          </TableHead>
          <TableBody>
            {rows.map((row) => {
              const Icon = row.isCode ? QrCode : (icons[row.sourceKind] ?? PanelTop)
              const name = row.label ?? t(`kind.${row.sourceKind}`)
              const stays = row.judged >= enough ? 1 - row.gone / row.judged : null
              const leaves = row.people >= enough ? row.optOuts / row.people : null
              const times = leaves !== null && average > 0 ? leaves / average : 0
              return (
                <Row key={row.key}>
                  <Td place="main">
                    <span className="flex min-w-0 items-center gap-2 font-normal phone:font-strong">
                      <Icon className="size-4 shrink-0 text-muted" aria-hidden="true" />
                      {row.href ? <RowLink href={row.href}>{name}</RowLink> : name}
                    </span>
                  </Td>
                  <Td place="end" end>
                    <Num value={row.optIns} />
                  </Td>
                  <Td place="sub" end>
                    <span className="hidden phone:inline">{t('confirmed')} </span>
                    <Share value={row.optIns === 0 ? null : row.confirmed / row.optIns} digits={0} />
                  </Td>
                  <Td end>
                    <span className="flex items-center justify-end gap-3">
                      {stays !== null && (
                        <span className="w-16 max-[1280px]:hidden">
                          <Bar total={1} parts={[{ key: 'stay', value: stays, className: 'bg-chart-1' }]} />
                        </span>
                      )}
                      <span className="w-9">
                        {stays === null ? <TooFew words={t('tooFew')} /> : <Share value={stays} digits={0} />}
                      </span>
                    </span>
                  </Td>
                  <Td place="sub-end" end>
                    {times >= farAbove && row.optOuts > 1 ? (
                      <span className="text-danger">
                        <span className="me-2 text-caption">
                          {t('times', { times: formatNumber(locale, times, { maximumFractionDigits: 1 }) })}
                        </span>
                        <strong>
                          <Share value={leaves} />
                        </strong>
                      </span>
                    ) : leaves === null ? (
                      <TooFew words={t('tooFew')} />
                    ) : (
                      <Share value={leaves} />
                    )}
                    <span className="hidden phone:inline"> {t('left')}</span>
                  </Td>
                </Row>
              )
            })}
          </TableBody>
        </Table>
      )}
    </Section>
  )
}

const TooFew = ({ words }: { words: string }) => (
  <span className="text-muted" title={words}>
    <span aria-hidden="true">–</span>
    <span className="sr-only">{words}</span>
  </span>
)
