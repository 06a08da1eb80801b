import { Clock3, Minus, MousePointerClick, Pencil, StickyNote } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TimelineItem } from '@/core/inbound/schema'
import { formatTime } from '../ui/format'
import { CrossMark, MessageStateMark, TickOne, TickTwo } from '../ui/marks'
import { ProofTime } from './proof-time'
import { WhatsAppGlyph } from './whatsapp-glyph'

type TimelineProps = {
  /** The newest first. */
  items: TimelineItem[]
  topicNames: Record<string, string>
  brand: string
  zone: string
}

const quiet = 'size-4 shrink-0 text-muted'

/** Everything that happened, a line each, in one order. The proof and the whole messages have tabs of their own. */
export function Timeline({ items, ...rest }: TimelineProps) {
  const t = useTranslations('person.timeline')
  if (items.length === 0) return <p className="text-control text-muted">{t('empty')}</p>
  return (
    <ol>
      {items.map((item) => (
        <li
          key={`${item.what} ${item.id}`}
          className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 border-b border-separator py-2 last:border-0"
        >
          <span className="flex justify-center pt-0.5">{glyphOf(item)}</span>
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <div className="min-w-0 text-control wrap-anywhere">
              <Line item={item} {...rest} />
            </div>
            <ProofTime at={item.at} zone={rest.zone} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function glyphOf(item: TimelineItem): ReactNode {
  switch (item.what) {
    case 'received':
      return <WhatsAppGlyph className="size-4 shrink-0" />
    case 'sent':
      return <MessageStateMark state={item.message.state} bare />
    case 'click':
      return <MousePointerClick className={quiet} aria-hidden="true" />
    case 'note':
      return <StickyNote className={quiet} aria-hidden="true" />
    case 'consent':
      return consentGlyphs[item.entry.kind] ?? <Minus className={quiet} aria-hidden="true" />
  }
}

const consentGlyphs: Partial<Record<string, ReactNode>> = {
  confirmed: <TickTwo className="text-accent" />,
  renewed: <TickTwo className="text-accent" />,
  given: <TickOne className="text-muted" />,
  imported: <TickOne className="text-muted" />,
  withdrawn: <CrossMark className="text-danger" />,
  platform_stop: <CrossMark className="text-danger" />,
  refused: <CrossMark className="text-muted" />,
  requested: <Clock3 className={quiet} aria-hidden="true" />,
  corrected: <Pencil className={quiet} aria-hidden="true" />,
}

function Line({ item, topicNames, brand, zone }: { item: TimelineItem } & Omit<TimelineProps, 'items'>) {
  const t = useTranslations('person.timeline')
  const acts = useTranslations('person.acts')
  const locale = useLocale()
  const campaignLink = ({ id, name }: { id: string; name: string }) => (
    <Link href={`/${brand}/campaigns/${id}`} className="text-link">
      {name}
    </Link>
  )
  switch (item.what) {
    case 'consent': {
      const topics = item.entry.topicIds.map((id) => topicNames[id] ?? id)
      return (
        <Both
          title={<Link href={`?tab=proof#act-${item.entry.id}`}>{acts(item.entry.kind)}</Link>}
          under={new Intl.ListFormat(locale).format(topics)}
        />
      )
    }
    case 'received':
      return (
        <Both
          title={item.message.text ?? t('noText')}
          under={t('window', { time: formatTime(locale, item.windowUntil, zone, 'moment') })}
        />
      )
    case 'sent':
      return (
        <Both
          title={
            item.message.campaign ? campaignLink(item.message.campaign) : (item.message.reply ?? t('answer'))
          }
          under={<MessageStateMark state={item.message.state} />}
        />
      )
    case 'click':
      return <Both title={t('clicked')} under={campaignLink(item.campaign)} />
    case 'note':
      return (
        <Both
          title={<span className="whitespace-pre-wrap">{item.text}</span>}
          under={item.author ?? t('note')}
        />
      )
  }
}

const Both = ({ title, under }: { title: ReactNode; under: ReactNode }) => (
  <>
    <div className="font-strong">{title}</div>
    <div className="text-dense text-muted">{under}</div>
  </>
)
