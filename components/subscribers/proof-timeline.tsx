import { Clock3, FileWarning, Minus, Pencil, Play, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shortenId } from '@/core/subscribers/rules'
import type { ProofEntry } from '@/core/subscribers/schema'
import { CrossMark, TickOne, TickTwo } from '../ui/marks'
import { ProofTime } from './proof-time'
import { WhatsAppGlyph } from './whatsapp-glyph'

type ProofTimelineProps = {
  /** Oldest first, as the ledger has them; shown newest first. */
  entries: ProofEntry[]
  topicNames: Record<string, string>
  brand: string
  zone: string
}

/** Everything a person's consent rests on, with a tick column in the margin. */
export function ProofTimeline({ entries, topicNames, brand, zone }: ProofTimelineProps) {
  const t = useTranslations('subscribers.proof')
  if (entries.length === 0) return <p className="max-w-[52ch] text-control text-muted">{t('empty')}</p>
  return (
    <>
      <ol className="grid">
        {entries.toReversed().map((entry) => (
          <Act key={entry.id} entry={entry} topicNames={topicNames} brand={brand} zone={zone} />
        ))}
      </ol>
      <Verdict entries={entries} />
    </>
  )
}

function Act({
  entry,
  topicNames,
  brand,
  zone,
}: Omit<ProofTimelineProps, 'entries'> & { entry: ProofEntry }) {
  const t = useTranslations('subscribers.proof')
  return (
    <li id={`act-${entry.id}`} className="group grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5">
      <div className="flex flex-col items-center pt-0.5">
        {glyphOf(entry)}
        <span className="mt-1.5 w-px grow bg-border" aria-hidden="true" />
      </div>
      <div className="pb-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="text-control font-heavy">{titleOf(entry, t)}</h3>
          <ProofTime at={entry.at} zone={zone} />
        </div>
        <Shown entry={entry} />
        <Details entry={entry} topicNames={topicNames} brand={brand} />
        {entry.evidence !== 'intact' && (
          <p className="mt-2 flex items-center gap-1.5 text-dense text-warning-soft-foreground">
            <FileWarning className="size-4 shrink-0" aria-hidden="true" />
            {t(entry.evidence)}
          </p>
        )}
      </div>
    </li>
  )
}

const quiet = 'size-4 shrink-0 text-muted'

function glyphOf({ kind }: ProofEntry): ReactNode {
  switch (kind) {
    case 'confirmed':
    case 'renewed':
      return <TickTwo className="text-accent" />
    case 'given':
    case 'imported':
      return <TickOne className="text-muted" />
    case 'withdrawn':
    case 'platform_stop':
      return <CrossMark className="text-danger" />
    case 'refused':
      return <CrossMark className="text-muted" />
    case 'requested':
      return <Clock3 className={quiet} aria-hidden="true" />
    case 'platform_resume':
      return <Play className={quiet} aria-hidden="true" />
    case 'corrected':
      return <Pencil className={quiet} aria-hidden="true" />
    case 'expired':
      return <Minus className={quiet} aria-hidden="true" />
  }
}

type Words = ReturnType<typeof useTranslations<'subscribers.proof'>>

function titleOf({ kind, method, staffName }: ProofEntry, t: Words): string {
  if (kind === 'given') return t(method === 'tick' ? 'given' : 'givenElse')
  if (kind === 'expired') return t(method === 'lapse' ? 'lapsed' : 'expired')
  if (kind === 'renewed') return t(method === 'button' ? 'renewedButton' : 'renewed')
  if (kind === 'confirmed') return t(method === 'button' ? 'confirmedButton' : 'confirmed')
  if (kind === 'refused') return t(method === 'button' ? 'refusedButton' : 'refused')
  if (kind === 'platform_stop') return t(method === 'provider_error' ? 'platform_stopError' : 'platform_stop')
  if (kind !== 'withdrawn') return t(kind)
  if (method === 'keyword') return t('withdrawnKeyword')
  if (method === 'button') return t('withdrawnButton')
  if (method !== 'staff_entry') return t('withdrawn')
  return staffName ? t('withdrawnStaff', { name: staffName }) : t('withdrawnStaffUnknown')
}

/** What they saw, or what they wrote: the evidence itself stands in a box. */
function Shown({ entry }: { entry: ProofEntry }) {
  const box =
    'mt-2 flex items-start gap-2.5 rounded-sheet border border-border bg-surface-secondary px-3 py-2.5 text-control'
  if (entry.text) {
    return (
      <p className={box}>
        <WhatsAppGlyph className="mt-0.5 size-4 shrink-0" />
        <q className="min-w-0 wrap-anywhere">{entry.text}</q>
      </p>
    )
  }
  if (entry.kind !== 'given' || !entry.wording) return null
  return (
    <p className={box}>
      <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-box bg-accent text-accent-foreground">
        <TickOne className="size-3" />
      </span>
      <span lang={entry.language ?? undefined} className="min-w-0 wrap-anywhere">
        {entry.wording.text}
      </span>
    </p>
  )
}

function Details({
  entry,
  topicNames,
  brand,
}: Pick<ProofTimelineProps, 'topicNames' | 'brand'> & { entry: ProofEntry }) {
  const t = useTranslations('subscribers.proof')
  const locale = useLocale()
  const { page, qrCode, campaign, kind } = entry
  const topics = entry.topicIds.map((id) => topicNames[id] ?? id)
  const device = [
    entry.device && t(`devices.${entry.device}`),
    entry.network && t('network', { network: entry.network }),
  ]
  // A confirmation repeats what the tick below it shows; only a first act says where it was shown.
  const showsPage = kind !== 'confirmed' && kind !== 'expired'
  const facts: [string, ReactNode][] = []
  facts.push([t('topics'), new Intl.ListFormat(locale).format(topics)])
  if (entry.isFromTypedNumber !== null) facts.push([t('from'), t(entry.isFromTypedNumber ? 'same' : 'other')])
  if (entry.providerMessageId) {
    facts.push([
      t('messageId'),
      <code key="id" className="font-mono text-caption" title={entry.providerMessageId}>
        {shortenId(entry.providerMessageId)}
      </code>,
    ])
  }
  if (page && showsPage) {
    const language =
      entry.language && t.has(`languages.${entry.language}`)
        ? t(`languages.${entry.language}`)
        : (entry.language ?? '')
    facts.push([
      t('shownOn'),
      <Link key="page" href={`/${brand}/landing-pages/${page.id}`} className="text-link">
        {t('page', { name: page.name, version: page.version, language })}
      </Link>,
    ])
  }
  if (qrCode && showsPage) {
    facts.push([
      t('through'),
      <span key="qr">
        {t('qr', { label: qrCode.label })} <code className="font-mono text-caption">{qrCode.code}</code>
      </span>,
    ])
  }
  if (device.some(Boolean)) facts.push([t('device'), device.filter(Boolean).join(', ')])
  if (entry.wording && showsPage) {
    const { hash } = entry.wording
    facts.push([
      t('wording'),
      <code
        key="hash"
        className="font-mono text-caption"
        title={hash}
      >{`sha256 ${hash.slice(0, 8)}…${hash.slice(-4)}`}</code>,
    ])
  }
  if (campaign) {
    const name =
      campaign.known === 'last-message' ? t('lastMessage', { campaign: campaign.name }) : campaign.name
    facts.push([
      t('answered'),
      <Link key="campaign" href={`/${brand}/campaigns/${campaign.id}`} className="text-link">
        {name}
      </Link>,
    ])
  }
  return (
    <dl className="mt-2 grid grid-cols-[96px_minmax(0,1fr)] gap-x-2 gap-y-1 text-caption">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Verdict({ entries }: { entries: ProofEntry[] }) {
  const t = useTranslations('subscribers.proof')
  const count = entries.reduce((sum, entry) => sum + entry.topicIds.length, 0)
  const broken = entries
    .filter((entry) => entry.evidence !== 'intact')
    .reduce((sum, entry) => sum + entry.topicIds.length, 0)
  const Icon = broken > 0 ? FileWarning : ShieldCheck
  return (
    <div className="mt-1 flex gap-3 rounded-sheet border border-border px-4 py-3 text-control">
      <Icon
        className={
          broken > 0 ? 'size-4.5 shrink-0 text-warning-soft-foreground' : 'size-4.5 shrink-0 text-success'
        }
        aria-hidden="true"
      />
      <div>
        <p className="font-heavy">{t(broken > 0 ? 'brokenTitle' : 'intactTitle')}</p>
        <p className="text-muted">{broken > 0 ? t('broken', { broken, count }) : t('intact', { count })}</p>
      </div>
    </div>
  )
}
