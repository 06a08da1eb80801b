'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { renderLandingPage } from '@/components/landing-page/render'
import { createLandingPage, saveDraft } from '@/core/sources/landing-pages/commands'
import { publishLandingPage } from '@/core/sources/landing-pages/publish'
import { createLandingPageInput, saveDraftInput } from '@/core/sources/landing-pages/schema'
import { unpublishLandingPage } from '@/core/sources/landing-pages/unpublish'

const inBrand = z.object({ brand: z.string() })

export const createPageAction = brandAction
  .inputSchema(inBrand.extend(createLandingPageInput.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => createLandingPage(ctx.brandCtx, input))

export const saveDraftAction = brandAction
  .inputSchema(inBrand.extend(saveDraftInput.shape))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => saveDraft(ctx.brandCtx, input))

export const publishPageAction = brandAction
  .inputSchema(inBrand.extend({ pageId: z.uuid(), revision: z.number().int() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const published = await publishLandingPage(ctx.brandCtx, { ...input, render: renderLandingPage })
    refresh()
    return published
  })

export const unpublishPageAction = brandAction
  .inputSchema(inBrand.extend({ pageId: z.uuid() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await unpublishLandingPage(ctx.brandCtx, input)
    refresh()
  })
