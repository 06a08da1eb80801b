import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Sparkline } from '../charts/sparkline'
import { QualityBadge } from '../ui/chip'
import { formatShare } from '../ui/format'
import { Section } from '../ui/page'
import { Row, RowLink, Table, TableBody, TableHead, Td, Th } from '../ui/table'

export type TemplateRow = {
  id: string
  href: string
  name: string
  language: string
  level: string
  readShares: (number | null)[]
}

/** Templates with how they are read and rated, those that need care first. */
export function TemplateList({
  rows,
  total,
  allHref,
}: {
  rows: TemplateRow[]
  total: number
  allHref: string
}) {
  const t = useTranslations('overview.templates')
  const locale = useLocale()
  const all = (
    <Link href={allHref} className="text-link text-dense">
      {t('all', { count: total })}
    </Link>
  )
  return (
    <Section title={t('title')} aside={total > 0 ? all : undefined} last>
      {rows.length === 0 ? (
        <p className="text-control text-muted">{t('empty')}</p>
      ) : (
        <Table label={t('title')}>
          <TableHead>
            <Th>{t('template')}</Th>
            <Th>{t('read')}</Th>
            <Th end>{t('quality')}</Th>
          </TableHead>
          <TableBody>
            {rows.map((row) => {
              const last = row.readShares.findLast((share) => share !== null)
              return (
                <Row key={row.id}>
                  <Td place="main">
                    <RowLink href={row.href}>
                      <span className="font-medium">{row.name}</span>
                    </RowLink>
                  </Td>
                  <Td place="sub">
                    <Sparkline
                      values={row.readShares}
                      label={
                        last === undefined
                          ? t('notSent')
                          : t('lastRead', { share: formatShare(locale, last ?? 0, 0) })
                      }
                    />
                  </Td>
                  <Td place="end" end>
                    <QualityBadge score={row.level} />
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
