import { and, eq, gte, inArray } from 'drizzle-orm'
import { consentEvents } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { ConsentMethod } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { listConsentStates, listTopics } from '../consent/queries'
import { inTransaction } from '../platform/context'

export type PlatformSwitch = {
  subscriberId: string
  kind: 'platform_stop' | 'platform_resume'
  /** `platform_switch` when WhatsApp told us, `provider_error` when a refused message did. */
  method: Extract<ConsentMethod, 'platform_switch' | 'provider_error'>
  at: Date
  campaignId?: string | null
  evidence: Record<string, unknown>
}

/**
 * Records that a person switched marketing off or on in WhatsApp itself. It stops or allows sending; what they
 * agreed to with the brand stays as the ledger has it. News that is older than what we know already, or says the
 * same again, changes nothing.
 */
export async function recordPlatformSwitch(ctx: BrandContext, change: PlatformSwitch): Promise<void> {
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const person = and(eq(subscribers.brandId, brandId), eq(subscribers.id, change.subscriberId))
    const [row] = await ctx.db
      .select({ stoppedAt: subscribers.platformStoppedAt, mergedIntoId: subscribers.mergedIntoId })
      .from(subscribers)
      .where(person)
      .for('no key update')
    if (row?.mergedIntoId) return recordPlatformSwitch(ctx, { ...change, subscriberId: row.mergedIntoId })
    if (!row || (row.stoppedAt !== null) === (change.kind === 'platform_stop')) return
    const [newer] = await ctx.db
      .select({ id: consentEvents.id })
      .from(consentEvents)
      .where(
        and(
          eq(consentEvents.brandId, brandId),
          eq(consentEvents.subscriberId, change.subscriberId),
          inArray(consentEvents.kind, ['platform_stop', 'platform_resume']),
          gte(consentEvents.at, change.at),
        ),
      )
      .limit(1)
    if (newer) return

    await ctx.db
      .update(subscribers)
      .set({ platformStoppedAt: change.kind === 'platform_stop' ? change.at : null })
      .where(person)
    const marketing = (await listTopics(ctx))
      .filter((topic) => topic.category === 'marketing')
      .map((topic) => topic.id)
    const known = (await listConsentStates(ctx, change.subscriberId)).map((state) => state.topicId)
    const concerned = marketing.filter((topicId) => known.includes(topicId))
    const topicIds = concerned.length > 0 ? concerned : marketing
    if (topicIds.length === 0) return
    await recordConsent(ctx, {
      subscriberId: change.subscriberId,
      topicIds,
      kind: change.kind,
      method: change.method,
      at: change.at,
      source: { kind: 'platform', campaignId: change.campaignId ?? null },
      evidence: change.evidence,
    })
  })
}
