'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { changeConsentRules } from '@/core/consent/brand-rules/commands'
import { previewConsentRules } from '@/core/consent/brand-rules/preview'
import { consentRulesSchema } from '@/core/consent/brand-rules/schema'

const brand = { brand: z.string() }

/** What other rules would mean today. */
export const preview = brandAction
  .inputSchema(consentRulesSchema.extend(brand))
  .action(({ parsedInput: { brand: _, ...rules }, ctx }) => previewConsentRules(ctx.brandCtx, rules))

/** Makes them the rules. */
export const save = brandAction
  .inputSchema(consentRulesSchema.extend(brand))
  .action(async ({ parsedInput: { brand: _, ...rules }, ctx }) => {
    await changeConsentRules(ctx.brandCtx, rules)
    refresh()
  })
