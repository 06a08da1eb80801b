import { FileText } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Conversation } from '@/components/subscribers/conversation'
import { ProofTimeline } from '@/components/subscribers/proof-timeline'
import { Timeline } from '@/components/subscribers/timeline'
import { WhatsAppAddress } from '@/components/subscribers/whatsapp-address'
import { buttonClass } from '@/components/ui/button-class'
import { Chip } from '@/components/ui/chip'
import { cx } from '@/components/ui/cx'
import { formatTime } from '@/components/ui/format'
import { CrossMark, TickOne, TickTwo } from '@/components/ui/marks'
import { Notice } from '@/components/ui/notice'
import type { TabLink } from '@/components/ui/tabs'
import type { BrandContext } from '@/core/brands/scope'
import { isStanding } from '@/core/consent/rules'
import { countConversation, listConversation } from '@/core/inbound/conversation'
import { listTimeline } from '@/core/inbound/timeline'
import { may } from '@/core/staff/rules'
import { listNotes } from '@/core/subscribers/notes'
import { listProof, type Person } from '@/core/subscribers/person'
import type { Locale } from '@/db/states'
import { Notes } from './[subscriberId]/notes'
import { ProfileTab } from './[subscriberId]/profile-tab'
import { type Tab, tabs } from './address'
import { ConsentNow } from './consent-now'
import { EraseButton } from './erase-button'
import { RevealNumber } from './reveal-number'
import { WithdrawButton } from './withdraw-button'

type PartProps = { ctx: BrandContext; person: Person; zone: string }

/** Number, language, since when; then a chip a topic. */
export async function PersonFacts({ ctx, person, zone }: PartProps) {
  const [t, locale] = await Promise.all([getTranslations('subscribers'), getLocale()])
  const language = new Intl.DisplayNames(locale, { type: 'language' }).of(person.language)
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(person.country)
  return (
    <div className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-x-1.5 text-control text-muted">
        {person.phone && (
          <RevealNumber
            brand={ctx.scope.slug}
            subscriberId={person.id}
            masked={person.phone}
            mayReveal={may(ctx.scope.role, 'subscribers.reveal')}
          />
        )}
        {(person.username || !person.phone) && (
          <span>
            <WhatsAppAddress phone={null} username={person.username} />
          </span>
        )}
        <span>
          {country}, {language},{' '}
          {t('person.since', { date: formatTime(locale, person.joinedAt, zone, 'day') })}
        </span>
      </div>
      <ul className="flex flex-wrap items-center gap-1.5" aria-label={t('person.topics')}>
        {person.topics.map(({ topic, consent }) => (
          <li key={topic.id} className="flex">
            <TopicChip name={topic.name[locale as Locale]} state={consent?.state ?? null} />
          </li>
        ))}
      </ul>
    </div>
  )
}

async function TopicChip({
  name,
  state,
}: {
  name: string
  state: NonNullable<Person['topics'][number]['consent']>['state'] | null
}) {
  const t = await getTranslations('subscribers.states')
  const word = <span className="sr-only">: {t(state ?? 'noneTopic')}</span>
  const label = (
    <>
      {name}
      {word}
    </>
  )
  if (state === 'confirmed')
    return (
      <Chip tone="accent" icon={<TickTwo />}>
        {label}
      </Chip>
    )
  if (state === 'given') return <Chip icon={<TickOne />}>{label}</Chip>
  if (state === 'withdrawn')
    return (
      <Chip tone="danger" icon={<CrossMark />}>
        {label}
      </Chip>
    )
  return (
    <Chip className="text-muted">
      <span aria-hidden="true">– </span>
      {label}
    </Chip>
  )
}

/** What else decides about messages to this person, each with its time. */
export async function PersonNotices({ ctx, person, zone }: PartProps) {
  const [t, locale] = await Promise.all([getTranslations('subscribers.person'), getLocale()])
  const { now } = ctx
  const say = (
    key: 'stoppedInWhatsApp' | 'unreachable' | 'pausedUntil' | 'windowOpen' | 'erased',
    at: Date,
  ) => t(key, { time: formatTime(locale, at, zone, 'moment') })
  if (person.erasedAt) return <Notice tone="info">{say('erased', person.erasedAt)}</Notice>
  const hasNothing = person.topics.every(({ consent }) => consent === null)
  return (
    <>
      {person.platformStoppedAt && (
        <Notice tone="warning">{say('stoppedInWhatsApp', person.platformStoppedAt)}</Notice>
      )}
      {person.unreachableAt && <Notice tone="warning">{say('unreachable', person.unreachableAt)}</Notice>}
      {person.pausedUntil && person.pausedUntil > now && (
        <Notice tone="info">{say('pausedUntil', person.pausedUntil)}</Notice>
      )}
      {hasNothing && <Notice tone="info">{t('noConsent')}</Notice>}
      {person.serviceWindowUntil && person.serviceWindowUntil > now && (
        <Notice tone="info">{say('windowOpen', person.serviceWindowUntil)}</Notice>
      )}
    </>
  )
}

/** The chosen tab. */
export async function PersonTab({ ctx, person, zone, tab }: PartProps & { tab: Tab }) {
  const locale = (await getLocale()) as Locale
  const topicNames = Object.fromEntries(person.topics.map(({ topic }) => [topic.id, topic.name[locale]]))
  const { slug, role } = ctx.scope
  if (tab === 'profile') return <ProfileTab ctx={ctx} person={person} zone={zone} />
  if (tab === 'notes') {
    const notes = await listNotes(ctx, person.id)
    const mayWrite = may(role, 'subscribers.write')
    return <Notes brand={slug} subscriberId={person.id} notes={notes} zone={zone} mayWrite={mayWrite} />
  }
  if (tab === 'timeline') {
    const items = await listTimeline(ctx, person.id)
    return <Timeline items={items} topicNames={topicNames} brand={slug} zone={zone} />
  }
  if (tab === 'messages') {
    return <Conversation items={await listConversation(ctx, person.id)} brand={slug} zone={zone} />
  }
  const proof = await listProof(ctx, person.id)
  return (
    <>
      <ConsentNow ctx={ctx} person={person} proof={proof} zone={zone} />
      <ProofTimeline entries={proof} topicNames={topicNames} brand={slug} zone={zone} />
    </>
  )
}

/** What may be done for a person. Nothing for who may only look. */
export async function PersonActions({ ctx, person }: Omit<PartProps, 'zone'>) {
  if (person.erasedAt) return null
  const { role, slug } = ctx.scope
  const [locale, t] = await Promise.all([getLocale(), getTranslations('subscribers.person')])
  const standing = person.topics.filter(({ consent }) => isStanding(consent?.state))
  const topics = new Intl.ListFormat(locale).format(standing.map(({ topic }) => topic.name[locale as Locale]))
  const wasAsked = person.topics.some(({ consent }) => consent !== null)
  return (
    <>
      {wasAsked && may(role, 'subscribers.reveal') && (
        <>
          <a
            href={`/${slug}/subscribers/${person.id}/receipt?as=pdf`}
            download
            title={t('receiptPdfHelp')}
            className={cx(buttonClass('plain'), 'me-auto')}
          >
            <FileText className="size-4" aria-hidden="true" />
            {t('receiptPdf')}
          </a>
          <a
            href={`/${slug}/subscribers/${person.id}/receipt`}
            download
            title={t('receiptHelp')}
            className={buttonClass('quiet')}
          >
            {t('receipt')}
          </a>
        </>
      )}
      {may(role, 'subscribers.erase') && <EraseButton brand={slug} subscriberId={person.id} />}
      {standing.length > 0 && may(role, 'subscribers.withdraw') && (
        <WithdrawButton brand={slug} subscriberId={person.id} name={person.name} topics={topics} />
      )}
    </>
  )
}

/** The tabs of a person, each with its address. */
export async function personTabs(
  ctx: BrandContext,
  person: Person,
  current: Tab,
  hrefOf: (tab: Tab) => string,
): Promise<TabLink[]> {
  const [t, messages, notes] = await Promise.all([
    getTranslations('person.tabs'),
    countConversation(ctx, person.id),
    listNotes(ctx, person.id),
  ])
  const counts: Partial<Record<Tab, number>> = { messages, notes: notes.length }
  return tabs.map((tab) => ({
    href: hrefOf(tab),
    label: t(tab),
    isCurrent: tab === current,
    ...(counts[tab] ? { count: counts[tab] } : {}),
  }))
}
