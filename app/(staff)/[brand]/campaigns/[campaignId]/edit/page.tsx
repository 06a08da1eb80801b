import { redirect } from 'next/navigation'
import { requireBrand } from '@/app/session'
import { getBrand } from '@/core/brands/queries'
import { audienceSchema, variablesSchema } from '@/core/campaigns/schema'
import { editableStates } from '@/core/campaigns/states'
import { localTimeOf } from '@/core/platform/local-time/rules'
import { may } from '@/core/staff/rules'
import { loadFacts } from '../../load-facts'
import { requireCampaignPage } from '../require-campaign'
import { CampaignEditor } from './editor'

type Props = { params: Promise<{ brand: string; campaignId: string }> }

/** The flow of a campaign that is not under way. Opening a scheduled one changes nothing; changing it takes it off the schedule. */
export default async function Page({ params }: Props) {
  const { brand: slug, campaignId } = await params
  const ctx = await requireBrand(slug)
  const { campaign } = await requireCampaignPage(ctx, campaignId)
  const isEditable = editableStates.some((state) => state === campaign.state)
  if (!isEditable || !may(ctx.scope.role, 'campaigns.write')) redirect(`/${slug}/campaigns/${campaignId}`)
  const [brand, facts] = await Promise.all([getBrand(ctx), loadFacts(ctx)])
  const nextDay = new Date(ctx.now.getTime() + 24 * 3_600_000)
  const tomorrow = `${localTimeOf(nextDay, brand.timeZone).slice(0, 10)}T10:00`
  return (
    <CampaignEditor
      // Another campaign, or this one as a colleague changed it, starts the editor anew.
      key={campaignId}
      campaignId={campaignId}
      revision={campaign.revision}
      state={campaign.state}
      initial={{
        name: campaign.name,
        topicId: campaign.topicId,
        templateId: campaign.templateId,
        audience: audienceSchema.parse(campaign.audience),
        variables: variablesSchema.parse(campaign.variables),
        // Nobody sends to everybody by leaving a field as it is: without a moment it is tomorrow morning.
        when: {
          kind: 'local',
          time: campaign.scheduledAt ? localTimeOf(campaign.scheduledAt, brand.timeZone) : tomorrow,
        },
      }}
      facts={facts}
    />
  )
}
