import { sql } from 'drizzle-orm'
import type { BlockReason } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { blockReasonSql, consentJoin, policyRules, requirePolicy } from '../policy/policy'
import type { SendingCampaign } from './claim'
import type { ClaimedMessage } from './claimed'
import { findBlockedQuestions } from './questions'

/** What a person, or somebody for them, may have said since the message was claimed. */
const said: ReadonlySet<BlockReason> = new Set([
  'not_opted_in',
  'opted_out',
  'suppressed',
  'stopped_in_whatsapp',
  'waiting_for_judgment',
  'paused_by_person',
])
const rules = policyRules.filter(({ reason }) => said.has(reason))

/** A look is good for so long, so that a fast batch asks twenty times a second and not once a message. */
const goodForMs = 50

/**
 * A batch takes up to a second to go out, and a STOP may come within it. Looks once more at everybody who has not had theirs
 * yet, shortly before each is handed over: one indexed query for all of them.
 * @returns whether this message may still go; one that may not goes back to the queue, where the next claim says why
 */
export function openLastLook(
  ctx: BrandContext,
  messages: readonly ClaimedMessage[],
  campaigns: ReadonlyMap<string, SendingCampaign>,
): (message: ClaimedMessage) => Promise<boolean> {
  const left = new Map(messages.map((message) => [message.id, message]))
  let lookedAt = performance.now()
  let blocked: Promise<ReadonlySet<string>> = Promise.resolve(new Set<string>())
  return async (message) => {
    if (message.reply) return true
    if (performance.now() - lookedAt > goodForMs) {
      lookedAt = performance.now()
      blocked = findBlocked(ctx, [...left.values()], campaigns)
    }
    left.delete(message.id)
    return !(await blocked).has(message.id)
  }
}

async function findBlocked(
  ctx: BrandContext,
  messages: readonly ClaimedMessage[],
  campaigns: ReadonlyMap<string, SendingCampaign>,
): Promise<ReadonlySet<string>> {
  const asked = messages.flatMap(({ id, question }) => (question ? [id] : []))
  const found = await Promise.all([
    findBlockedQuestions(ctx, asked),
    ...[...campaigns.values()].map(async ({ campaign, template }) => {
      const ids = messages.flatMap(({ id, campaignId }) => (campaignId === campaign.id ? [id] : []))
      if (ids.length === 0) return []
      const p = await requirePolicy(ctx, { topicId: campaign.topicId, templateCategory: template.category })
      const rows = await ctx.db.execute<{ id: string }>(sql`
        select messages.id from messages
        join subscribers on subscribers.brand_id = messages.brand_id and subscribers.id = messages.subscriber_id
        ${consentJoin(p)}
        where messages.brand_id = ${p.brandId}::uuid and messages.id in ${ids}
          and ${blockReasonSql(p, rules)} is not null`)
      return rows.map(({ id }) => id)
    }),
  ])
  return new Set(found.flat())
}
