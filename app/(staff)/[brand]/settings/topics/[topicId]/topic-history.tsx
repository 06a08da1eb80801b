import { getLocale, getTranslations } from 'next-intl/server'
import { Num, Time } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { TopicVersion } from '@/core/consent/topics/queries'
import type { Locale } from '@/db/states'

type TopicHistoryProps = {
  versions: TopicVersion[]
  zone: string
  /** Of the whole topic: where there is one version only, they all stand on it. */
  people: number
}

/** Every promise, and who stands on it. */
export async function TopicHistory({ versions, zone, people }: TopicHistoryProps) {
  const [t, locale] = await Promise.all([getTranslations('topics'), getLocale() as Promise<Locale>])
  return (
    <Table label={t('history')}>
      <TableHead>
        <Th>{t('name')}</Th>
        <Th>{t('promise')}</Th>
        <Th>{t('from')}</Th>
        <Th end>{t('agreed')}</Th>
      </TableHead>
      <TableBody>
        {versions.map((version, place) => (
          <Row key={version.version}>
            <Td place="main">
              {version.name[locale]}
              <span className="block text-caption text-muted">
                {t('version', { version: version.version })}
                {place === 0 && ` · ${t('current')}`}
              </span>
            </Td>
            <Td place="sub">
              {version.maxPerMonth === null ? t('asItHappens') : t('atMost', { count: version.maxPerMonth })}
            </Td>
            <Td place="sub-end" className="text-muted">
              <Time at={version.createdAt} zone={zone} kind="day" />
            </Td>
            <Td place="end" end>
              <Num value={versions.length === 1 ? people : version.people} />
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
