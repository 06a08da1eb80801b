'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { listPeopleByReason, previewAudience } from '@/core/campaigns/audience'
import { createCampaign, updateCampaign } from '@/core/campaigns/commands'
import { findInCampaign, listLeftOut, listQueued } from '@/core/campaigns/people'
import { scheduleCampaign } from '@/core/campaigns/schedule'
import {
  audienceSchema,
  campaignIdSchema,
  createCampaignSchema,
  scheduleCampaignSchema,
  updateCampaignSchema,
} from '@/core/campaigns/schema'
import { cancelCampaign, pauseCampaign, resumeCampaign } from '@/core/campaigns/steer'
import { getTemplate } from '@/core/templates/queries'
import { blockReasons } from '@/db/states'

const brand = z.object({ brand: z.string() })
const question = brand.extend({ topicId: z.uuid(), templateId: z.uuid(), audience: audienceSchema })
const page = { after: z.uuid().optional() }

export const create = brandAction
  .inputSchema(brand.extend(createCampaignSchema.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => createCampaign(ctx.brandCtx, input))

export const save = brandAction
  .inputSchema(brand.extend(updateCampaignSchema.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => updateCampaign(ctx.brandCtx, input))

/** Counts the audience, and brings the first people who may get it, for the phone to step through. */
export const preview = brandAction.inputSchema(question).action(async ({ parsedInput, ctx }) => {
  const startedAt = performance.now()
  const { category } = await getTemplate(ctx.brandCtx, parsedInput.templateId)
  const asked = { topicId: parsedInput.topicId, templateCategory: category, audience: parsedInput.audience }
  const [counts, { people }] = await Promise.all([
    previewAudience(ctx.brandCtx, asked),
    listPeopleByReason(ctx.brandCtx, { ...asked, reason: null }),
  ])
  return { counts, people, tookMs: Math.round(performance.now() - startedAt) }
})

/** People behind one row of the preview; `reason` null for those who may get it. */
export const peopleByReason = brandAction
  .inputSchema(question.extend({ reason: z.enum(blockReasons).nullable(), ...page }))
  .action(async ({ parsedInput, ctx }) => {
    const { category } = await getTemplate(ctx.brandCtx, parsedInput.templateId)
    const { topicId, audience, reason, after } = parsedInput
    return listPeopleByReason(ctx.brandCtx, { topicId, templateCategory: category, audience, reason, after })
  })

/** People as they were sorted when the audience was fixed; `reason` null for those who were queued. */
export const peopleAtStart = brandAction
  .inputSchema(brand.extend({ campaignId: z.uuid(), reason: z.enum(blockReasons).nullable(), ...page }))
  .action(({ parsedInput: { campaignId, reason, after }, ctx }) =>
    reason
      ? listLeftOut(ctx.brandCtx, { campaignId, reason, after })
      : listQueued(ctx.brandCtx, { campaignId, after }),
  )

export const findPerson = brandAction
  .inputSchema(brand.extend({ campaignId: z.uuid(), query: z.string().max(80) }))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => findInCampaign(ctx.brandCtx, input))

export const schedule = brandAction
  .inputSchema(brand.extend(scheduleCampaignSchema.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => scheduleCampaign(ctx.brandCtx, input))

const one = brand.extend(campaignIdSchema.shape)

export const pause = brandAction.inputSchema(one).action(async ({ parsedInput: { campaignId }, ctx }) => {
  await pauseCampaign(ctx.brandCtx, { campaignId })
  refresh()
})

export const resume = brandAction.inputSchema(one).action(async ({ parsedInput: { campaignId }, ctx }) => {
  await resumeCampaign(ctx.brandCtx, { campaignId })
  refresh()
})

export const cancel = brandAction.inputSchema(one).action(async ({ parsedInput: { campaignId }, ctx }) => {
  const { notSent } = await cancelCampaign(ctx.brandCtx, { campaignId })
  refresh()
  return { notSent }
})
