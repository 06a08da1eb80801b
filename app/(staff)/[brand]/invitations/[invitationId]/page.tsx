import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Num, Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { Facts, PageHeader, Section } from '@/components/ui/page'
import { StatStrip, StatTile } from '@/components/ui/stat-tiles'
import { getBrand } from '@/core/brands/queries'
import { getInvitation, type InvitationView } from '@/core/sources/invitations/queries'
import { may } from '@/core/staff/rules'
import { StateChip } from '../state-chip'
import { Follow } from './follow'
import { StopInvitation } from './stop-invitation'

type PageProps = { params: Promise<{ brand: string; invitationId: string }> }

export async function generateMetadata({ params }: PageProps) {
  const { brand, invitationId } = await params
  return { title: (await getInvitation(await requireBrand(brand), invitationId)).name }
}

export default async function InvitationPage({ params }: PageProps) {
  const { brand: slug, invitationId } = await params
  const ctx = await requireBrand(slug)
  const [t, brand, view] = await Promise.all([
    getTranslations('invitations'),
    getBrand(ctx),
    getInvitation(ctx, invitationId),
  ])
  const isGoingOut = view.state === 'sending'
  return (
    <>
      <Follow isUnderWay={isGoingOut} />
      <PageHeader
        title={view.name}
        parent={{ href: `/${slug}/invitations`, label: t('title') }}
        chips={<StateChip state={view.state} />}
        actions={
          isGoingOut &&
          may(ctx.scope.role, 'campaigns.schedule') && (
            <StopInvitation brand={slug} invitationId={invitationId} waiting={view.waiting} />
          )
        }
      />
      <Figures view={view} />
      {view.stoppedFor && (
        <Notice tone="danger" className="mx-6 mt-4 phone:mx-4">
          {t('stoppedFor', { reason: view.stoppedFor })}
        </Notice>
      )}
      <NotReached view={view} />
      <Section last>
        <Facts
          items={[
            { label: t('channel'), value: t(`channels.${view.channel}`) },
            { label: t('form.landingPageId'), value: view.pageName },
            ...(view.subject ? [{ label: t('form.subject'), value: view.subject }] : []),
            { label: t('form.body'), value: <span className="whitespace-pre-wrap">{view.body}</span> },
            { label: t('form.basis'), value: view.basis },
            { label: t('started'), value: <Time at={view.createdAt} zone={brand.timeZone} /> },
            ...(view.endedAt
              ? [{ label: t('ended'), value: <Time at={view.endedAt} zone={brand.timeZone} /> }]
              : []),
          ]}
        />
      </Section>
    </>
  )
}

async function Figures({ view }: { view: InvitationView }) {
  const t = await getTranslations('invitations.figures')
  const names = [
    'people',
    'out',
    // Nobody reports of a mail that it arrived.
    ...(view.channel === 'sms' ? (['arrived'] as const) : []),
    'visits',
    'optIns',
    'confirmed',
  ] as const
  return (
    <StatStrip>
      {names.map((name) => (
        <StatTile key={name} label={t(name)} value={<Num value={view[name]} />} size="small" />
      ))}
    </StatStrip>
  )
}

/** Who did not get it, and why. */
async function NotReached({ view }: { view: InvitationView }) {
  const t = await getTranslations('invitations.notReached')
  const items = [
    ...view.skippedFor.map(({ reason, count }) => ({
      label: t(`skipped.${reason}`),
      value: <Num value={count} />,
    })),
    ...view.failures.map(({ state, code, title, count }) => ({
      label: t(state === 'failed' ? 'failed' : 'refused', { title, code: String(code) }),
      value: <Num value={count} />,
    })),
    ...(view.uncertain > 0 ? [{ label: t('uncertain'), value: <Num value={view.uncertain} /> }] : []),
  ]
  if (items.length === 0) return null
  return (
    <Section title={t('title')}>
      <Facts items={items} />
    </Section>
  )
}
