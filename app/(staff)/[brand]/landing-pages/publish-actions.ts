'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { renderLandingPage } from '@/components/landing-page/render'
import { cancelPlan, planPublication, planTakingOffline } from '@/core/sources/landing-pages/plans/schedule'
import { planMoment } from '@/core/sources/landing-pages/plans/schema'
import { finishTest } from '@/core/sources/landing-pages/variants/finish'
import { startTest } from '@/core/sources/landing-pages/variants/start'
import { restoreDraft } from '@/core/sources/landing-pages/versions/restore-draft'
import { rollBack } from '@/core/sources/landing-pages/versions/roll-back'
import { pageVariants } from '@/db/states'

const onPage = z.object({ brand: z.string(), pageId: z.uuid() })
const ofDraft = onPage.extend({ revision: z.number().int() })

export const planPublicationAction = brandAction
  .inputSchema(ofDraft.extend({ when: planMoment }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const planned = await planPublication(ctx.brandCtx, { ...input, render: renderLandingPage })
    refresh()
    return planned
  })

export const planTakingOfflineAction = brandAction
  .inputSchema(onPage.extend({ when: planMoment }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const planned = await planTakingOffline(ctx.brandCtx, input)
    refresh()
    return planned
  })

export const cancelPlanAction = brandAction
  .inputSchema(onPage.extend({ planId: z.uuid() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await cancelPlan(ctx.brandCtx, input)
    refresh()
  })

export const startTestAction = brandAction
  .inputSchema(ofDraft.extend({ shareB: z.number().int() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const started = await startTest(ctx.brandCtx, { ...input, render: renderLandingPage })
    refresh()
    return started
  })

export const finishTestAction = brandAction
  .inputSchema(onPage.extend({ testId: z.uuid(), winner: z.enum(pageVariants) }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const finished = await finishTest(ctx.brandCtx, input)
    refresh()
    return finished
  })

export const rollBackAction = brandAction
  .inputSchema(onPage.extend({ versionId: z.uuid(), liveVersion: z.number().int().nullable() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const stored = await rollBack(ctx.brandCtx, input)
    refresh()
    return stored
  })

export const restoreDraftAction = brandAction
  .inputSchema(ofDraft.extend({ versionId: z.uuid() }))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => restoreDraft(ctx.brandCtx, input))
