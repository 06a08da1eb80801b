'use server'

import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { renderLandingPage } from '@/components/landing-page/render'
import { checkDraft } from '@/core/sources/landing-pages/check/check-draft'
import { pageContentSchema } from '@/core/sources/landing-pages/schema'

/** Holds what is on the editor's screen against every rule, saved or not. */
export const checkDraftAction = brandAction
  .inputSchema(z.object({ brand: z.string(), slug: z.string(), content: pageContentSchema }))
  .action(({ parsedInput: { slug, content }, ctx }) =>
    checkDraft(ctx.brandCtx, { slug, content, render: renderLandingPage }),
  )
