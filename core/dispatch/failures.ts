import type { BrandContext } from '../brands/scope'
import { openReview } from '../consent/reviews'
import { keptCmCode } from '../providers/cm/errors'
import { markUnreachable } from '../subscribers/contact'
import { recordPlatformSwitch } from '../subscribers/platform-switch'

/** A message that WhatsApp did not bring to somebody, at once or by a later status. */
export type MessageFailure = {
  messageId: string
  subscriberId: string
  campaignId: string | null
  templateId: string | null
  code: number
  title: string
  at: Date
}

/**
 * What a failure says about the person: 131026, they are not on WhatsApp; 131050, they switched marketing off there,
 * which counts as their word; CM.com's 402, the number stands on its block list: somebody asked for that, perhaps the
 * person, so staff judge it and marketing waits. Safe to call again with the same failures.
 */
export async function actOnFailures(ctx: BrandContext, failures: readonly MessageFailure[]): Promise<void> {
  for (const { subscriberId, campaignId, messageId, code, at } of failures) {
    if (code === keptCmCode(402)) {
      await openReview(ctx, {
        ...{ subscriberId, accountId: null, providerMessageId: messageId, at },
        ...{ channel: 'whatsapp', text: '', why: 'block-list' },
      })
    }
    if (code === 131026) await markUnreachable(ctx, { subscriberId, at })
    if (code === 131050) {
      await recordPlatformSwitch(ctx, {
        subscriberId,
        kind: 'platform_stop',
        method: 'provider_error',
        at,
        campaignId,
        evidence: { messageId, errorCode: code },
      })
    }
  }
}
