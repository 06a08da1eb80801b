'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import {
  cancelImport,
  discardImport,
  planImport,
  startImport,
  undoImport,
} from '@/core/sources/imports/commands'
import { type PlanInput, startUploadSchema } from '@/core/sources/imports/schema'
import { finishUpload, startUpload } from '@/core/sources/imports/upload'

const inBrand = z.object({ brand: z.string() })
const oneImport = inBrand.extend({ importId: z.uuid() })

export const startUploadAction = brandAction
  .inputSchema(inBrand.extend(startUploadSchema.shape))
  .action(({ parsedInput, ctx }) => startUpload(ctx.brandCtx, parsedInput))

export const finishUploadAction = brandAction
  .inputSchema(oneImport)
  .action(({ parsedInput, ctx }) => finishUpload(ctx.brandCtx, parsedInput))

/** The plan is parsed by the command, which says what is wrong beside the field that it is in. */
export const planAction = brandAction
  .inputSchema(inBrand.extend({ plan: z.custom<PlanInput>((value) => typeof value === 'object') }))
  .action(async ({ parsedInput: { plan }, ctx }) => {
    await planImport(ctx.brandCtx, plan)
    refresh()
  })

const steps = { start: startImport, cancel: cancelImport, undo: undoImport, discard: discardImport } as const

export const steerAction = brandAction
  .inputSchema(oneImport.extend({ step: z.enum(['start', 'cancel', 'undo', 'discard']) }))
  .action(async ({ parsedInput: { importId, step }, ctx }) => {
    await steps[step](ctx.brandCtx, { importId })
    if (step !== 'discard') refresh()
  })
