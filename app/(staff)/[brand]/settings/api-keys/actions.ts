'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { createApiKey, revokeApiKey } from '@/core/staff/api-keys'
import { createApiKeySchema, revokeApiKeySchema } from '@/core/staff/schema'

const brand = { brand: z.string() }

/** Makes a key. Its answer is the one time that the whole key leaves the server. */
export const create = brandAction
  .inputSchema(createApiKeySchema.extend(brand))
  .action(async ({ parsedInput: { name, scopes }, ctx }) => {
    const { key } = await createApiKey(ctx.brandCtx, { name, scopes })
    refresh()
    return { name, key }
  })

/** Ends a key for good. */
export const revoke = brandAction
  .inputSchema(revokeApiKeySchema.extend(brand))
  .action(async ({ parsedInput: { apiKeyId }, ctx }) => {
    await revokeApiKey(ctx.brandCtx, { apiKeyId })
    refresh()
  })
