import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates, listEarlierConsent } from '../consent/queries'
import { isPending, isStanding } from '../consent/rules'
import { listSuppressedTopics } from '../consent/suppression-queries'
import { inTransaction } from '../platform/context'

export type Renewal = {
  subscriberId: string
  topicId: string
  at: Date
  /** The campaign that asked. */
  campaignId: string | null
  /** The button and its message, sealed as evidence. */
  evidence: Record<string, unknown>
}

/**
 * Renews one topic for a person who pressed the yes under a message that asked for it, from their own phone. It says yes
 * to what they had agreed to: the sentence and the promise of then. A tick that was never confirmed is confirmed by it.
 * @returns false where a button is not enough: they never agreed to the topic, took it back before anybody confirmed, or
 * their number is on the suppression list
 */
export async function renewTopic(ctx: BrandContext, input: Renewal): Promise<boolean> {
  const { subscriberId, topicId, at, campaignId, evidence } = input
  return inTransaction(ctx, async (ctx) => {
    if ((await listSuppressedTopics(ctx, subscriberId)).includes(topicId)) return false
    const [state, [earlier]] = await Promise.all([
      listConsentStates(ctx, subscriberId).then((rows) => rows.find((row) => row.topicId === topicId)),
      listEarlierConsent(ctx, subscriberId, [topicId]),
    ])
    // Who left comes back to a sentence that they read, or not by a button.
    if (!state || (!isStanding(state.state) && !earlier)) return false
    const act = {
      ...{ subscriberId, topicIds: [topicId], method: 'button' as const, at, evidence },
      numberCheckedBy: 'inbound_message' as const,
      source: {
        ...{ kind: 'whatsapp_thread' as const, campaignId },
        wordingId: earlier?.wordingId ?? null,
        language: earlier?.language ?? null,
        ...(earlier?.topicVersion ? { topicVersions: { [topicId]: earlier.topicVersion } } : {}),
      },
      details: {
        ...(earlier ? { renews: earlier.eventId } : {}),
        ...(isStanding(state.state) ? { stood: true } : {}),
      },
    }
    if (state.confirmedAt) await recordConsent(ctx, { ...act, kind: 'renewed' })
    else if (state.state === 'given' && isPending(state))
      await recordConsent(ctx, { ...act, kind: 'confirmed' })
    else return false
    return true
  })
}
