'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { NotDelivered } from '@/core/campaigns/states'
import { Num } from '../ui/figures'
import { Row, Table, TableBody, TableHead, Td, Th } from '../ui/table'

/** What WhatsApp or our own rules said about messages that did not arrive, and what happens now. */
export function NotDeliveredTable({
  lines,
  uncertainHref,
}: {
  lines: NotDelivered[]
  uncertainHref: string
}) {
  const t = useTranslations('campaigns.notDelivered')
  const tf = useTranslations('campaigns.failures')
  const tr = useTranslations('reasons')
  const words = (line: NotDelivered): { said: string; code: string; next: string } => {
    if (line.kind === 'uncertain') return { said: t('uncertain'), code: t('lost'), next: t('uncertainNext') }
    if (line.kind === 'skipped')
      return { said: tr(`${line.reason}.between`), code: t('ours'), next: t('skippedNext') }
    const code = String(line.code ?? '')
    // What colleagues decided has a name and no code.
    const key = code || (line.title ?? '')
    const isKnown = /^[\w-]+$/.test(key) && tf.has(key)
    return {
      said: isKnown ? tf(`${key}.said`) : (line.title ?? t('unknown')),
      code: code || '–',
      next: isKnown ? tf(`${key}.next`) : t('failedNext'),
    }
  }
  if (lines.length === 0) return <p className="text-control text-muted">{t('none')}</p>
  return (
    <Table label={t('title')} dense>
      <TableHead>
        <Th>{t('said')}</Th>
        <Th>{t('code')}</Th>
        <Th>{t('next')}</Th>
        <Th end>{t('people')}</Th>
      </TableHead>
      <TableBody>
        {lines.map((line) => {
          const { said, code, next } = words(line)
          return (
            <Row key={`${line.kind} ${code} ${said}`}>
              <Td place="main">{said}</Td>
              <Td place="sub-end">
                <code className="font-mono text-caption">{code}</code>
              </Td>
              <Td place="sub" className="text-muted">
                {next}
                {line.kind === 'uncertain' && (
                  <Link href={uncertainHref} className="ms-2">
                    {t('uncertainSee')}
                  </Link>
                )}
              </Td>
              <Td place="end" end>
                <Num value={line.people} />
              </Td>
            </Row>
          )
        })}
      </TableBody>
    </Table>
  )
}
