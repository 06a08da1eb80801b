'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { checkList } from '@/core/sources/qr-codes/batches/check'
import { createBatch, drawBatch, repointCodes, switchCodes } from '@/core/sources/qr-codes/batches/commands'
import {
  checkListInput,
  createBatchInput,
  drawBatchInput,
  repointCodesInput,
  switchCodesInput,
} from '@/core/sources/qr-codes/batches/schema'
import { repointChosen, switchChosen } from '@/core/sources/qr-codes/chosen/commands'
import { repointChosenInput, switchChosenInput } from '@/core/sources/qr-codes/chosen/schema'
import {
  createQrCode,
  drawQrCode,
  expireQrCode,
  pauseQrCode,
  repointQrCode,
  resumeQrCode,
} from '@/core/sources/qr-codes/commands'
import { saveDesign } from '@/core/sources/qr-codes/design/commands'
import { lookSchema, saveDesignInput } from '@/core/sources/qr-codes/design/schema'
import { cancelPrint, requestPrint } from '@/core/sources/qr-codes/print/commands'
import { requestPrintInput } from '@/core/sources/qr-codes/print/schema'
import { tryLook } from '@/core/sources/qr-codes/read-back/try-look'
import {
  createQrCodeInput,
  drawQrCodeInput,
  expireQrCodeInput,
  repointQrCodeInput,
} from '@/core/sources/qr-codes/schema'

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

export const expireQrCodeAction = brandAction
  .inputSchema(inBrand.extend(expireQrCodeInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await expireQrCode(ctx.brandCtx, input)
    refresh()
  })

export const drawQrCodeAction = brandAction
  .inputSchema(inBrand.extend(drawQrCodeInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await drawQrCode(ctx.brandCtx, input)
    refresh()
  })

/** The dry run of a list. Of many rows that are left out, the first hundred are shown. */
export const checkListAction = brandAction
  .inputSchema(inBrand.extend(checkListInput.shape))
  .action(async ({ parsedInput: { text }, ctx }) => {
    const { places, refused } = await checkList(ctx.brandCtx, { text })
    return { good: places.length, bad: refused.length, refused: refused.slice(0, 100) }
  })

export const createBatchAction = brandAction
  .inputSchema(inBrand.extend(createBatchInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const made = await createBatch(ctx.brandCtx, input)
    refresh()
    return made
  })

export const switchCodesAction = brandAction
  .inputSchema(inBrand.extend(switchCodesInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const changed = await switchCodes(ctx.brandCtx, input)
    refresh()
    return changed
  })

export const repointCodesAction = brandAction
  .inputSchema(inBrand.extend(repointCodesInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const changed = await repointCodes(ctx.brandCtx, input)
    refresh()
    return changed
  })

export const switchChosenAction = brandAction
  .inputSchema(inBrand.extend(switchChosenInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const done = await switchChosen(ctx.brandCtx, input)
    refresh()
    return done
  })

export const repointChosenAction = brandAction
  .inputSchema(inBrand.extend(repointChosenInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const done = await repointChosen(ctx.brandCtx, input)
    refresh()
    return done
  })

export const drawBatchAction = brandAction
  .inputSchema(inBrand.extend(drawBatchInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await drawBatch(ctx.brandCtx, input)
    refresh()
  })

export const saveDesignAction = brandAction
  .inputSchema(inBrand.extend(saveDesignInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const kept = await saveDesign(ctx.brandCtx, input)
    refresh()
    return kept
  })

/** Reads a look back while somebody chooses it. */
export const tryLookAction = brandAction
  .inputSchema(inBrand.extend({ content: z.string().max(300), look: lookSchema }))
  .action(async ({ parsedInput: { content, look }, ctx }) => tryLook(ctx.brandCtx, { content, look }))

export const requestPrintAction = brandAction
  .inputSchema(inBrand.extend(requestPrintInput.shape))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    const asked = await requestPrint(ctx.brandCtx, input)
    refresh()
    return asked
  })

export const cancelPrintAction = brandAction
  .inputSchema(inBrand.extend({ printId: z.uuid() }))
  .action(async ({ parsedInput: { brand: _, ...input }, ctx }) => {
    await cancelPrint(ctx.brandCtx, input)
    refresh()
  })
