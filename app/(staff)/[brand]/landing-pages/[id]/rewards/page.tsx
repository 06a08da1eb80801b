import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { ButtonLink } from '@/components/ui/button-link'
import { Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { Facts, PageHeader, Section } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { AppError } from '@/core/platform/errors'
import { consentBlock } from '@/core/sources/landing-pages/document/rules'
import { getLandingPage, type LandingPageView } from '@/core/sources/landing-pages/queries'
import { countRewardCodes, fewCodes } from '@/core/sources/landing-pages/rewards/queries'
import { may } from '@/core/staff/rules'
import { AddCodes } from './add-codes'
import { RemoveCodes } from './remove-codes'

type PageProps = { params: Promise<{ brand: string; id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rewards'))('title') }
}

async function requirePage(ctx: BrandContext, id: string): Promise<LandingPageView> {
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  try {
    return await getLandingPage(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

export default async function RewardsPage({ params }: PageProps) {
  const { brand: slug, id } = await params
  const ctx = await requireBrand(slug)
  const [page, brand, t] = await Promise.all([
    requirePage(ctx, id),
    getBrand(ctx),
    getTranslations('rewards'),
  ])
  const { left, given, lastGivenAt } = await countRewardCodes(ctx, page.id)
  const mayWrite = may(ctx.scope.role, 'pages.write')
  const editor = `/${slug}/landing-pages/${page.id}`
  const isPromised = consentBlock(page.content).props.reward.kind === 'list'
  return (
    <>
      <PageHeader title={t('title')} parent={{ href: editor, label: page.name }} />
      <Section>
        <div className="grid max-w-160 gap-4">
          <p className="text-body text-muted">{t('text')}</p>
          {!isPromised && (
            <Notice>
              {t('notPromised')}{' '}
              <ButtonLink href={editor} look="quiet" size="row">
                {t('toEditor')}
              </ButtonLink>
            </Notice>
          )}
          {isPromised && left === 0 && <Notice tone="danger">{t('noneLeft')}</Notice>}
          {isPromised && left > 0 && left < fewCodes && (
            <Notice tone="warning">{t('fewLeft', { count: fewCodes })}</Notice>
          )}
          <Facts
            items={[
              { label: t('left'), value: left },
              { label: t('given'), value: given },
              {
                label: t('last'),
                value: lastGivenAt ? <Time at={lastGivenAt} zone={brand.timeZone} /> : t('never'),
              },
            ]}
          />
          {mayWrite && left > 0 && (
            <div>
              <RemoveCodes brand={slug} pageId={page.id} left={left} />
            </div>
          )}
        </div>
      </Section>
      {mayWrite && (
        <Section title={t('add')} last>
          <AddCodes brand={slug} pageId={page.id} />
        </Section>
      )}
    </>
  )
}
