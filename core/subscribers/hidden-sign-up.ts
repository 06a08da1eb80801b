import { and, eq, sql } from 'drizzle-orm'
import { consentEvents, type signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { liftByConfirmation } from '../consent/suppressions'
import type { Confirmation } from './schema'
import { applyAnswers } from './sign-up-answers'

type HiddenSender = {
  senderId: string
  fromUserId?: string | null | undefined
  providerMessageId: string
  method: 'message' | 'button'
  at: Date
  text: string
}

/**
 * A code that comes from somebody who hides the number. Nothing shows that the number on the form is theirs, so the
 * form's tick confirms nothing for that number, and runs out. But the message is their own act, about a page and a
 * sentence that we know: consent is given and confirmed for who wrote it, and they are reached by WhatsApp's id. When
 * number and id ever come together, the two are joined.
 */
export async function confirmForHidden(
  ctx: BrandContext,
  signUp: typeof signUps.$inferSelect,
  topicIds: string[],
  sender: HiddenSender,
): Promise<Confirmation> {
  const { senderId, fromUserId, providerMessageId, method, at, text } = sender
  const { language, landingPageVersionId } = signUp
  const { brandId } = ctx.scope
  const known = { subscriberId: senderId, language, landingPageVersionId, signUpId: signUp.id }
  const [before] = await ctx.db
    .select({ id: consentEvents.id })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.brandId, brandId),
        eq(consentEvents.subscriberId, senderId),
        eq(consentEvents.kind, 'confirmed'),
        sql`${consentEvents.details} ->> 'signUpId' = ${signUp.id}`,
      ),
    )
  if (before) return { outcome: 'already-confirmed', ...known }
  if (signUp.refusedAt || at > signUp.expiresAt) return { outcome: 'expired', ...known }
  await ctx.db
    .update(subscribers)
    .set({ language })
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, senderId)))
  await applyAnswers(ctx, { signUpId: signUp.id, subscriberId: senderId, from: 'person' })
  const lifted = await liftByConfirmation(ctx, { subscriberId: senderId, topicIds, at })
  for (const kind of ['given', 'confirmed'] as const) {
    await recordConsent(ctx, {
      subscriberId: senderId,
      topicIds,
      kind,
      method,
      at,
      source: {
        kind: 'landing_page',
        landingPageVersionId,
        wordingId: signUp.wordingId,
        language,
        qrCodeId: signUp.qrCodeId,
      },
      evidence: { ...(fromUserId ? { waUserId: fromUserId } : {}), providerMessageId, text },
      details: {
        ...{ signUpId: signUp.id, numberHidden: true },
        ...(lifted.length > 0 ? { goesOverSuppressions: lifted } : {}),
      },
    })
  }
  return { outcome: 'confirmed', ...known }
}
