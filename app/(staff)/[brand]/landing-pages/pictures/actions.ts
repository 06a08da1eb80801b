'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { archivePicture, describePicture, restorePicture } from '@/core/sources/pictures/commands'
import { describePictureSchema, pictureIdSchema } from '@/core/sources/pictures/schema'

const brand = { brand: z.string() }

/** Says what a picture shows. */
export const describe = brandAction
  .inputSchema(describePictureSchema.extend(brand))
  .action(async ({ parsedInput: { pictureId, words }, ctx }) => {
    await describePicture(ctx.brandCtx, { pictureId, words })
    refresh()
  })

/** Puts a picture away. */
export const archive = brandAction
  .inputSchema(pictureIdSchema.extend(brand))
  .action(async ({ parsedInput: { pictureId }, ctx }) => {
    await archivePicture(ctx.brandCtx, { pictureId })
    refresh()
  })

/** Offers a picture again. */
export const restore = brandAction
  .inputSchema(pictureIdSchema.extend(brand))
  .action(async ({ parsedInput: { pictureId }, ctx }) => {
    await restorePicture(ctx.brandCtx, { pictureId })
    refresh()
  })
