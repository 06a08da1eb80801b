import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ConversationItem } from '@/core/inbound/schema'
import { MessageStateMark } from '../ui/marks'
import { ProofTime } from './proof-time'
import { WhatsAppGlyph } from './whatsapp-glyph'

type ConversationProps = {
  /** The newest first. */
  items: ConversationItem[]
  brand: string
  zone: string
}

/** What went to and fro, each with its state and time. */
export function Conversation({ items, brand, zone }: ConversationProps) {
  const t = useTranslations('subscribers.conversation')
  if (items.length === 0) return <p className="max-w-[52ch] text-control text-muted">{t('empty')}</p>
  return (
    <ol className="-mt-2">
      {items.map((item) => (
        <li key={item.id} className="border-b border-separator py-2.5 last:border-0">
          {item.direction === 'in' ? (
            <Incoming item={item} zone={zone} />
          ) : (
            <Outgoing item={item} zone={zone} brand={brand} />
          )}
        </li>
      ))}
    </ol>
  )
}

const line = 'flex flex-wrap items-center justify-between gap-x-3'

function Incoming({ item, zone }: { item: ConversationItem & { direction: 'in' }; zone: string }) {
  const t = useTranslations('subscribers.conversation')
  const understood = `understood.${item.understoodAs}`
  return (
    <>
      <div className={line}>
        <span className="flex items-center gap-1.5 text-control font-strong">
          <WhatsAppGlyph className="size-4 shrink-0" />
          {t('theirs')}
        </span>
        <ProofTime at={item.at} zone={zone} />
      </div>
      <p className="mt-1 text-control whitespace-pre-wrap wrap-anywhere">
        {item.text ?? <span className="text-muted">{t('noText', { type: item.type })}</span>}
      </p>
      {t.has(understood) && <p className="mt-0.5 text-caption text-muted">{t(understood)}</p>}
    </>
  )
}

function Outgoing({
  item,
  zone,
  brand,
}: {
  item: ConversationItem & { direction: 'out' }
  zone: string
  brand: string
}) {
  const t = useTranslations('subscribers.conversation')
  const reasons = useTranslations('reasons')
  const skipped = `${item.skipReason}.between`
  return (
    <>
      <div className={line}>
        <span className="text-control font-strong">
          {item.campaign ? (
            <Link href={`/${brand}/campaigns/${item.campaign.id}`} className="text-link">
              {item.campaign.name}
            </Link>
          ) : (
            t(item.isQuestion ? 'asked' : 'ours')
          )}
        </span>
        <ProofTime at={item.at} zone={zone} />
      </div>
      {item.reply && <p className="mt-1 text-control whitespace-pre-wrap wrap-anywhere">{item.reply}</p>}
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-dense">
        <MessageStateMark state={item.state} />
        {item.templateName && (
          <span className="text-muted">
            {t('template')} <code className="font-mono text-caption">{item.templateName}</code>
          </span>
        )}
      </p>
      {item.skipReason && (
        <p className="mt-0.5 text-caption text-muted">
          {reasons.has(skipped) ? reasons(skipped) : t('skipped', { reason: item.skipReason })}
        </p>
      )}
      {item.state === 'failed' && item.errorCode !== null && (
        <p className="mt-0.5 text-caption text-danger">
          {t('failed', { title: item.errorTitle ?? '', code: item.errorCode })}
        </p>
      )}
    </>
  )
}
