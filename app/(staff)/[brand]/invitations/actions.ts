'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { checkAddresses, startInvitation, stopInvitation } from '@/core/sources/invitations/commands'
import {
  checkAddressesSchema,
  invitationIdSchema,
  startInvitationSchema,
} from '@/core/sources/invitations/schema'

const brand = { brand: z.string() }

export const check = brandAction
  .inputSchema(checkAddressesSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => checkAddresses(ctx.brandCtx, input))

export const start = brandAction
  .inputSchema(startInvitationSchema.safeExtend(brand))
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => startInvitation(ctx.brandCtx, input))

export const stop = brandAction
  .inputSchema(invitationIdSchema.extend(brand))
  .action(async ({ parsedInput: { invitationId }, ctx }) => {
    await stopInvitation(ctx.brandCtx, { invitationId })
    refresh()
  })
