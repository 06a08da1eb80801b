import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getChannel } from '@/core/providers/channels'
import { getPublicOrigin } from '@/core/sources/domains/queries'
import { listLandingPages } from '@/core/sources/landing-pages/queries'
import { may } from '@/core/staff/rules'
import { sideChannels } from '@/db/states'
import { NewInvitation } from './new-invitation'

export async function generateMetadata() {
  return { title: (await getTranslations('invitations'))('new') }
}

export default async function NewInvitationPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const { slug, role } = ctx.scope
  if (!may(role, 'campaigns.schedule')) redirect(`/${slug}/invitations`)
  const [t, brand, origin, pages, ...views] = await Promise.all([
    getTranslations('invitations'),
    getBrand(ctx),
    getPublicOrigin(ctx),
    listLandingPages(ctx),
    ...sideChannels.map((channel) => getChannel(ctx, channel)),
  ])
  const channels = sideChannels.filter((_, nth) => views[nth] !== undefined)
  const published = pages.filter(({ state }) => state === 'published').map(({ id, name }) => ({ id, name }))
  const missing = channels.length === 0 ? 'noChannel' : published.length === 0 ? 'noPage' : null
  return (
    <>
      <PageHeader title={t('new')} parent={{ href: `/${slug}/invitations`, label: t('title') }} />
      {missing ? (
        <EmptyState
          action={
            <ButtonLink
              href={missing === 'noPage' ? `/${slug}/landing-pages` : `/${slug}/settings/channels`}
              look="primary"
            >
              {t(`${missing}.do`)}
            </ButtonLink>
          }
        >
          {t(`${missing}.text`)}
        </EmptyState>
      ) : (
        <NewInvitation
          brand={slug}
          channels={channels}
          pages={published}
          sender={{ name: brand.name, legalName: brand.legalName, postalAddress: brand.postalAddress }}
          locale={brand.defaultLocale}
          origin={origin}
        />
      )}
    </>
  )
}
