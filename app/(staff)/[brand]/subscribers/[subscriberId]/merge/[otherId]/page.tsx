import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { formatTime } from '@/components/ui/format'
import { FlowFoot, PageHeader, Section } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { AppError } from '@/core/platform/errors'
import { may } from '@/core/staff/rules'
import { type MergePreview, previewMerge } from '@/core/subscribers/duplicates'
import type { ConsentState, Locale } from '@/db/states'
import { JoinButton } from './join-button'

type PageProps = { params: Promise<{ brand: string; subscriberId: string; otherId: string }> }
type Side = MergePreview['keep']

/** Four columns; on a phone the label stands above the three others. */
const line =
  'grid grid-cols-[minmax(0,3fr)_repeat(3,minmax(0,2fr))] gap-x-4 border-b border-separator phone:grid-cols-3 phone:gap-x-2'

export async function generateMetadata() {
  return { title: (await getTranslations('person.merge'))('title') }
}

/** Two people side by side, and what would hold for them as one. */
export default async function MergePage({ params }: PageProps) {
  const { brand: slug, subscriberId, otherId } = await params
  const ctx = await requireBrand(slug)
  const ids = z.tuple([z.uuid(), z.uuid()]).safeParse([subscriberId, otherId])
  if (!ids.success || !may(ctx.scope.role, 'subscribers.write')) notFound()
  const [t, states, locale, brand, preview] = await Promise.all([
    getTranslations('person.merge'),
    getTranslations('subscribers.states'),
    getLocale() as Promise<Locale>,
    getBrand(ctx),
    previewMerge(ctx, { keepId: subscriberId, goneId: otherId }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'not-found') notFound()
      throw error
    }),
  ])
  const { keep, gone, topics } = preview
  const nameOf = (side: Side) => side.name ?? side.username ?? side.phone ?? t('nameless')
  const day = (at: Date) => formatTime(locale, at, brand.timeZone, 'day')
  const phoneOf = (side: Side) => side.phone ?? (side.username ? `@${side.username}` : '–')
  // Two of one name are told apart by their numbers.
  const labelOf = nameOf(keep) === nameOf(gone) ? phoneOf : nameOf
  const state = (one: ConsentState | null) => states(one ?? 'noneTopic')
  const text = (value: string | null) => value || '–'
  const facts: [string, string, string, string][] = [
    [t('name'), text(keep.name), text(gone.name), text(keep.name ?? gone.name)],
    [t('number'), phoneOf(keep), phoneOf(gone), keep.phone ?? phoneOf(gone)],
    [
      t('joined'),
      day(keep.joinedAt),
      day(gone.joinedAt),
      day(new Date(Math.min(keep.joinedAt.getTime(), gone.joinedAt.getTime()))),
    ],
    [
      t('tags'),
      text(keep.tags.join(', ')),
      text(gone.tags.join(', ')),
      text([...new Set([...keep.tags, ...gone.tags])].join(', ')),
    ],
    [
      t('suppressed'),
      ...([keep.isSuppressed, gone.isSuppressed, keep.isSuppressed || gone.isSuppressed].map((is) =>
        t(is ? 'yes' : 'no'),
      ) as [string, string, string]),
    ],
    ...topics.map(({ topic, keep, gone, becomes }): [string, string, string, string] => [
      t('consent', { topic: topic.name[locale] }),
      state(keep),
      state(gone),
      state(becomes),
    ]),
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        parent={{ href: `/${slug}/subscribers/${keep.id}?tab=profile`, label: nameOf(keep) }}
      />
      <Section>
        <p className="max-w-160 text-body">{t('lead')}</p>
        <ul className="mt-2 grid max-w-160 list-disc gap-1 ps-5 text-body">
          <li>{t('yesIsNotLent')}</li>
          <li>{t('noWins')}</li>
          <li>{t('numberGoes', { number: phoneOf(gone) })}</li>
          <li>{t('ledgerStays')}</li>
        </ul>
      </Section>
      <div className="px-6 phone:px-4">
        <table aria-label={t('title')} className="w-full text-control">
          <thead className="text-caption text-muted">
            <tr className={line}>
              <th scope="col" className="py-2 text-start font-normal phone:sr-only">
                {t('what')}
              </th>
              {[t('keep'), t('gone'), t('becomes')].map((head) => (
                <th key={head} scope="col" className="py-2 text-start font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map(([label, own, other, becomes]) => (
              <tr key={label} className={line}>
                <th
                  scope="row"
                  className="py-2.25 text-start font-normal text-muted phone:col-span-3 phone:pb-0.5"
                >
                  {label}
                </th>
                <td className="py-2.25 wrap-anywhere phone:pt-0">{own}</td>
                <td className="py-2.25 wrap-anywhere phone:pt-0">{other}</td>
                <td className="py-2.25 font-strong wrap-anywhere phone:pt-0">{becomes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <FlowFoot>
        <ButtonLink href={`/${slug}/subscribers/${gone.id}/merge/${keep.id}`}>{t('swap')}</ButtonLink>
        <JoinButton
          brand={slug}
          keepId={keep.id}
          goneId={gone.id}
          keep={labelOf(keep)}
          gone={labelOf(gone)}
        />
      </FlowFoot>
    </>
  )
}
