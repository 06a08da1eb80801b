import { and, eq } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { recordPlatformSwitch } from '../subscribers/platform-switch'
import { preferenceSchema } from './schema'

/**
 * Applies one turn of WhatsApp's own switch for offers.
 * @returns what staff should know, or null
 */
export async function applyPreference(ctx: BrandContext, raw: unknown): Promise<string | null> {
  const preference = preferenceSchema.parse(raw)
  if (preference.value !== 'stop' && preference.value !== 'resume')
    return `unknown preference "${preference.value}"`
  if (!preference.wa_id) return 'preference without a number: not acted upon'
  const [person] = await ctx.db
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.phoneE164, `+${preference.wa_id}`)))
  // Somebody we do not know gets nothing from us; if they sign up later, WhatsApp itself still refuses (131050).
  if (!person) return null
  await recordPlatformSwitch(ctx, {
    subscriberId: person.id,
    kind: preference.value === 'stop' ? 'platform_stop' : 'platform_resume',
    method: 'platform_switch',
    at: preference.timestamp,
    evidence: { phoneE164: `+${preference.wa_id}`, category: preference.category, value: preference.value },
  })
  return null
}
