import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates, listEarlierConsent } from '../consent/queries'
import { listSuppressedTopics } from '../consent/suppression-queries'
import { inTransaction } from '../platform/context'

export type ComeBack = {
  subscriberId: string
  at: Date
  /** The word they sent and its message, sealed as evidence. */
  evidence: Record<string, unknown>
}

/**
 * Gives consent back to a person who asked for it from their own phone, for the topics they had confirmed before
 * and whose sentence the ledger still holds: the word START says nothing about what for, the earlier sentence does.
 * @returns the topics that stand again
 */
export async function renewConsent(ctx: BrandContext, input: ComeBack): Promise<{ topicIds: string[] }> {
  return inTransaction(ctx, async (ctx) => {
    // The list stands against a mere word: from there only a new sign-up of their own leads back.
    const suppressed = await listSuppressedTopics(ctx, input.subscriberId)
    const ended = (await listConsentStates(ctx, input.subscriberId)).filter(
      (row) =>
        row.confirmedAt !== null &&
        (row.state === 'withdrawn' || row.state === 'expired') &&
        !suppressed.includes(row.topicId),
    )
    const earlier = await listEarlierConsent(
      ctx,
      input.subscriberId,
      ended.map((row) => row.topicId),
    )
    for (const consent of earlier) {
      await recordConsent(ctx, {
        subscriberId: input.subscriberId,
        topicIds: [consent.topicId],
        kind: 'renewed',
        method: 'keyword',
        at: input.at,
        source: {
          kind: 'whatsapp_thread',
          landingPageVersionId: consent.landingPageVersionId,
          wordingId: consent.wordingId,
          language: consent.language,
          // They come back to what they were promised then.
          ...(consent.topicVersion ? { topicVersions: { [consent.topicId]: consent.topicVersion } } : {}),
        },
        evidence: input.evidence,
        details: { renews: consent.eventId },
      })
    }
    return { topicIds: earlier.map((consent) => consent.topicId) }
  })
}
