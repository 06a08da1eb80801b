import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { listCampaignLog } from '@/core/campaigns/log'
import { getCampaignProgress } from '@/core/campaigns/progress'
import { may } from '@/core/staff/rules'
import { toBusiness } from '../load-facts'
import { CampaignLive } from './live'
import { CampaignLog } from './log'
import { Message } from './message'
import { requireCampaignPage } from './require-campaign'
import { tabs } from './tabs'

type Props = {
  params: Promise<{ brand: string; campaignId: string }>
  searchParams: Promise<{ tab?: string | string[] }>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ brand: slug, campaignId }, { tab: asked }] = await Promise.all([params, searchParams])
  const tab = tabs.find((one) => one === asked) ?? 'progress'
  const ctx = await requireBrand(slug)
  const details = await requireCampaignPage(ctx, campaignId)
  const { campaign, topic } = details
  if (campaign.state === 'draft' && may(ctx.scope.role, 'campaigns.write')) {
    redirect(`/${slug}/campaigns/${campaignId}/edit`)
  }
  const [brand, progress, locale] = await Promise.all([
    getBrand(ctx),
    getCampaignProgress(ctx, campaignId),
    getLocale(),
  ])
  return (
    <CampaignLive
      facts={{
        brand: slug,
        campaignId,
        name: campaign.name,
        zone: brand.timeZone,
        topicName: topic.name[locale === 'en' ? 'en' : 'nl'],
        maxPerMonth: topic.maxPerMonth,
        maySteer: may(ctx.scope.role, 'campaigns.schedule'),
      }}
      initial={progress}
      tab={tab}
    >
      {tab === 'message' && <Message ctx={ctx} details={details} business={toBusiness(brand)} />}
      {tab === 'log' && <CampaignLog lines={await listCampaignLog(ctx, campaignId)} zone={brand.timeZone} />}
    </CampaignLive>
  )
}
