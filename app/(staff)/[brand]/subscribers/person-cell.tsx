import { MessageCircle } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { PersonState } from '@/components/subscribers/person-state'
import { WhatsAppAddress } from '@/components/subscribers/whatsapp-address'
import { Time } from '@/components/ui/figures'
import type { SubscriberRow } from '@/core/subscribers/schema'
import type { ColumnId } from './columns'

export type ListRow = SubscriberRow & { href: string; isWindowOpen: boolean }

type PersonCellProps = {
  column: ColumnId
  person: ListRow
  zone: string
  ofTopic: boolean
}

/** What one column says of a person. */
export function PersonCell({ column, person, zone, ofTopic }: PersonCellProps) {
  const t = useTranslations('subscribers')
  const locale = useLocale()
  const none = <span className="text-muted">–</span>
  switch (column) {
    case 'number':
      return (
        <span className="whitespace-nowrap text-muted">
          <WhatsAppAddress phone={person.phone} username={person.username} />
        </span>
      )
    case 'consent':
      return <PersonState {...person} ofTopic={ofTopic} />
    case 'source': {
      const { kind, pageName, qrLabel } = person.source
      return qrLabel ?? (pageName ? t('sources.page', { name: pageName }) : t(`sources.${kind ?? 'none'}`))
    }
    case 'joined':
      return (
        <span className="text-muted">
          <Time at={person.joinedAt} zone={zone} kind="day" />
        </span>
      )
    case 'message':
      if (!person.lastMessageAt) return none
      return (
        <span className="text-muted">
          <Time at={person.lastMessageAt} zone={zone} kind="day" />
        </span>
      )
    case 'country':
      return new Intl.DisplayNames(locale, { type: 'region' }).of(person.country) ?? person.country
    case 'language':
      return new Intl.DisplayNames(locale, { type: 'language' }).of(person.language) ?? person.language
    case 'tags':
      return person.tags.length > 0 ? person.tags.join(', ') : none
    case 'window':
      if (!person.isWindowOpen) return none
      return (
        <span className="inline-flex items-center gap-1.5">
          <MessageCircle className="size-3.5 text-muted" aria-hidden="true" />
          {t('filters.windows.open')}
        </span>
      )
    default: {
      const value = person.attributes[column.slice('attribute:'.length)]
      if (value === undefined) return none
      return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value)
    }
  }
}
