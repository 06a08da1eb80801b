'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { AppError } from '@/core/platform/errors'
import { takeFrom } from '@/core/platform/limits'
import { checkDomain, nameDomain, removeDomain } from '@/core/sources/domains/commands'
import { savePublicSettings } from '@/core/sources/public/settings'
import { formGuards } from '@/db/states'

const brand = { brand: z.string() }

export const saveForm = brandAction
  .inputSchema(z.object({ ...brand, servedCountries: z.array(z.string()), formGuard: z.enum(formGuards) }))
  .action(async ({ parsedInput: { servedCountries, formGuard }, ctx }) => {
    await savePublicSettings(ctx.brandCtx, { servedCountries, formGuard })
    refresh()
  })

export const name = brandAction
  .inputSchema(z.object({ ...brand, host: z.string() }))
  .action(async ({ parsedInput: { host }, ctx }) => {
    await nameDomain(ctx.brandCtx, { host })
    refresh()
  })

export const check = brandAction.inputSchema(z.object(brand)).action(async ({ ctx }) => {
  const taken = await takeFrom('domain-check', ctx.brandCtx.scope.brandId)
  if (!taken.allowed) throw new AppError('rate-limited')
  await checkDomain(ctx.brandCtx)
  refresh()
})

export const remove = brandAction.inputSchema(z.object(brand)).action(async ({ ctx }) => {
  await removeDomain(ctx.brandCtx)
  refresh()
})
