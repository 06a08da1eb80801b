import { useTranslations } from 'next-intl'
import { Time } from '@/components/ui/figures'
import { Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { CampaignLogLine } from '@/core/campaigns/log'

/** Everything that was decided, newest first: by whom, or by itself. */
export function CampaignLog({ lines, zone }: { lines: CampaignLogLine[]; zone: string }) {
  const t = useTranslations('campaigns.log')
  const words = ({ action, details }: CampaignLogLine) => {
    const key = action.replace(/^campaign\./, '')
    if (!t.has(`actions.${key}`)) return action
    const number = (name: string) => (typeof details[name] === 'number' ? (details[name] as number) : 0)
    return t(`actions.${key}`, {
      queued: number('queued'),
      leftOut: number('leftOut'),
      notSent: number('notSent'),
      count: number('count'),
      as: typeof details.as === 'string' ? details.as : '',
      lateMinutes: number('lateMinutes'),
      reason: typeof details.reason === 'string' ? details.reason : '',
      unscheduled: String(details.unscheduled === true),
    })
  }
  return (
    <Section last>
      <Table label={t('title')}>
        <TableHead>
          <Th>{t('when')}</Th>
          <Th>{t('what')}</Th>
          <Th>{t('who')}</Th>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <Row key={line.id}>
              <Td place="sub">
                <Time at={line.at} zone={zone} />
              </Td>
              <Td place="main">
                {words(line)}
                {typeof line.details.scheduledAt === 'string' && (
                  <>
                    {' '}
                    <Time at={line.details.scheduledAt} zone={zone} />
                  </>
                )}
              </Td>
              <Td place="sub-end" className="text-muted">
                {line.staffName ?? t('itself')}
              </Td>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
