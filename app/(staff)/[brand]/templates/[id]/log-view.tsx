import { getTranslations } from 'next-intl/server'
import { Time } from '@/components/ui/figures'
import { EmptyState, Section } from '@/components/ui/page'
import { Row, Table, TableBody, TableHead, Td, Th } from '@/components/ui/table'
import type { BrandContext } from '@/core/brands/scope'
import { listTemplateEvents, type Template, type TemplateEvent } from '@/core/templates/queries'

/** Everything that changed, newest first, with how we know. */
export async function LogView(props: { ctx: BrandContext; template: Template; timeZone: string }) {
  const [t, quality, events] = await Promise.all([
    getTranslations('templates'),
    getTranslations('common.quality'),
    listTemplateEvents(props.ctx, props.template.id),
  ])
  if (events.length === 0) return <EmptyState>{t('log.empty')}</EmptyState>
  const words = (kind: TemplateEvent['kind'], value: string) => {
    if (kind === 'quality') return quality.has(value) ? quality(value) : value
    const key = `${kind === 'status' ? 'statuses' : 'categories'}.${value}`
    return t.has(key) ? t(key) : value
  }
  return (
    <Section title={t('log.title')} last>
      <Table label={t('log.title')}>
        <TableHead>
          <Th>{t('log.what')}</Th>
          <Th>{t('log.how')}</Th>
          <Th end>{t('log.when')}</Th>
        </TableHead>
        <TableBody>
          {events.map((event) => {
            const kind = t(`log.${event.kind}`)
            const current = words(event.kind, event.current)
            return (
              <Row key={event.id}>
                <Td place="main">
                  {event.previous === null
                    ? t('log.first', { kind, current })
                    : t('log.change', { kind, previous: words(event.kind, event.previous), current })}
                  {event.reason && (
                    <span className="block font-normal text-muted">
                      {t('log.reason', { reason: event.reason })}
                    </span>
                  )}
                </Td>
                <Td place="sub">{t(`log.${event.heardFrom}`)}</Td>
                <Td place="sub-end" end>
                  <Time at={event.at} zone={props.timeZone} />
                </Td>
              </Row>
            )
          })}
        </TableBody>
      </Table>
    </Section>
  )
}
