import { getTranslations } from 'next-intl/server'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { LedgerCheck } from '@/core/consent/verify/checks'

/** The checks before the last one. */
export async function Checks({ checks, zone }: { checks: LedgerCheck[]; zone: string }) {
  const t = await getTranslations('ledger')
  return (
    <Table label={t('historyTitle')}>
      <TableHead>
        <Th>{t('when')}</Th>
        <Th>{t('result')}</Th>
        <Th end>{t('head')}</Th>
      </TableHead>
      <TableBody>
        {checks.map((check) => (
          <Row key={check.id}>
            <Td place="main">
              <Time at={check.finishedAt} zone={zone} />
            </Td>
            <Td place="end">
              {check.found === 0 ? (
                <Chip tone="success">{t('resultWhole')}</Chip>
              ) : (
                <Chip tone="danger">{t('resultFound', { count: check.found })}</Chip>
              )}
            </Td>
            <Td place="sub" end className="font-mono text-caption">
              {check.headHash ? `${check.headHash.slice(0, 16)}…` : '–'}
            </Td>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}
