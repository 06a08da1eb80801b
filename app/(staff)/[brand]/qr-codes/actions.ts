'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { createQrCode, pauseQrCode, repointQrCode, resumeQrCode } from '@/core/sources/qr-codes/commands'
import { createQrCodeInput, repointQrCodeInput } from '@/core/sources/qr-codes/schema'

const inBrand = z.object({ brand: z.string() })
const oneCode = inBrand.extend({ qrCodeId: z.uuid() })

export const createQrCodeAction = brandAction
  .inputSchema(inBrand.extend(createQrCodeInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const made = await createQrCode(ctx.brandCtx, input)
    refresh()
    return made
  })

export const pauseQrCodeAction = brandAction
  .inputSchema(oneCode)
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await pauseQrCode(ctx.brandCtx, input)
    refresh()
  })

export const resumeQrCodeAction = brandAction
  .inputSchema(oneCode)
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await resumeQrCode(ctx.brandCtx, input)
    refresh()
  })

export const repointQrCodeAction = brandAction
  .inputSchema(inBrand.extend(repointQrCodeInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await repointQrCode(ctx.brandCtx, input)
    refresh()
  })
