import { and, desc, eq } from 'drizzle-orm'
import { auditEvents } from '@/db/schema/audit'
import { retentionRules } from '@/db/schema/retention'
import { type RetentionRuleName, retentionRuleNames } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { type RetentionTerms, ruleFacts } from './schema'

/** For how long this brand keeps each kind, with what holds where it said nothing. */
export async function getRetentionTerms(ctx: BrandContext): Promise<RetentionTerms> {
  const rows = await ctx.db
    .select({ rule: retentionRules.rule, keepFor: retentionRules.keepFor })
    .from(retentionRules)
    .where(eq(retentionRules.brandId, ctx.scope.brandId))
  const own = new Map(rows.map(({ rule, keepFor }) => [rule, keepFor]))
  return Object.fromEntries(
    retentionRuleNames.map((name) => [name, own.has(name) ? (own.get(name) ?? null) : ruleFacts[name].usual]),
  ) as RetentionTerms
}

export type Forgotten = { id: string; rule: RetentionRuleName; count: number; at: Date }

/** What was forgotten lately, the newest first. */
export async function listForgotten(ctx: BrandContext): Promise<Forgotten[]> {
  const rows = await ctx.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.brandId, ctx.scope.brandId), eq(auditEvents.subjectType, 'retention-rule')))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(20)
  return rows.flatMap(({ id, subjectId, details, at }) => {
    const rule = retentionRuleNames.find((name) => name === subjectId)
    return rule ? [{ id, rule, count: Number(details.forgotten ?? 0), at }] : []
  })
}
