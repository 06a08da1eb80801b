import { notFound } from 'next/navigation'
import { z } from 'zod'
import type { BrandContext } from '@/core/brands/scope'
import { type CampaignDetails, requireCampaign } from '@/core/campaigns/queries'
import { AppError } from '@/core/platform/errors'

/** The campaign of an address, or the page that says there is none. */
export async function requireCampaignPage(ctx: BrandContext, campaignId: string): Promise<CampaignDetails> {
  if (!z.uuid().safeParse(campaignId).success) notFound()
  try {
    return await requireCampaign(ctx, campaignId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}
