'use server'

import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { requirePermission } from '@/core/staff/gate'
import { makeConfirmationTemplates } from '@/core/templates/confirmation/commands'
import { getConfirmationState } from '@/core/templates/confirmation/queries'
import { publicLanguages } from '@/db/states'

/** How far the question is now: WhatsApp's word comes by a webhook while staff look on. */
export const readConfirmationAction = brandAction
  .inputSchema(z.object({ brand: z.string() }))
  .action(({ ctx }) => {
    requirePermission(ctx.brandCtx, 'brand.read')
    return getConfirmationState(ctx.brandCtx)
  })

export const makeConfirmationAction = brandAction
  .inputSchema(z.object({ brand: z.string(), languages: z.array(z.enum(publicLanguages)).min(1) }))
  .action(({ parsedInput: { languages }, ctx }) => makeConfirmationTemplates(ctx.brandCtx, { languages }))
