import type { BrandContext } from '../brands/scope'
import { findByAddress } from '../subscribers/identity'
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
  const phoneE164 = preference.wa_id ? `+${preference.wa_id}` : null
  const waUserId = preference.user_id ?? null
  if (!phoneE164 && !waUserId) return 'preference without a number or an id of the person: not acted upon'
  const { byNumber, byUser } = await findByAddress(ctx, { phoneE164, waUserId })
  const person = byNumber ?? byUser
  // Somebody we do not know gets nothing from us; if they sign up later, WhatsApp itself still refuses (131050).
  if (!person) return null
  await recordPlatformSwitch(ctx, {
    subscriberId: person.id,
    kind: preference.value === 'stop' ? 'platform_stop' : 'platform_resume',
    method: 'platform_switch',
    at: preference.timestamp,
    evidence: { phoneE164, waUserId, category: preference.category, value: preference.value },
  })
  return null
}
