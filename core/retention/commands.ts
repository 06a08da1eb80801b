import { retentionRules } from '@/db/schema/retention'
import { type RetentionRuleName, retentionRuleNames } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { requirePermission } from '../staff/gate'
import { getRetentionTerms } from './queries'
import { momentBefore, type RetentionRule } from './rule'
import { clicks } from './rules/clicks'
import { importFiles } from './rules/import-files'
import { left } from './rules/left'
import { messageTexts } from './rules/message-texts'
import { unconfirmed } from './rules/unconfirmed'
import { webhookBodies } from './rules/webhook-bodies'
import { type RetentionTerms, retentionTermsSchema } from './schema'

const rules: Record<RetentionRuleName, RetentionRule> = {
  unconfirmed,
  left,
  message_texts: messageTexts,
  clicks,
  import_files: importFiles,
  webhook_bodies: webhookBodies,
}

/**
 * Says for how long each kind is kept. Holds from the next night on.
 * @throws AppError `not-allowed` for anybody but an owner
 */
export async function changeRetention(ctx: BrandContext, input: RetentionTerms): Promise<void> {
  const terms = retentionTermsSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const before = await getRetentionTerms(ctx)
    const changed = retentionRuleNames.filter((name) => before[name] !== terms[name])
    if (changed.length === 0) return
    for (const rule of changed) {
      const row = { brandId, rule, keepFor: terms[rule], updatedAt: ctx.now }
      await ctx.db
        .insert(retentionRules)
        .values(row)
        .onConflictDoUpdate({ target: [retentionRules.brandId, retentionRules.rule], set: row })
    }
    await recordAudit(ctx, {
      ...{ brandId, action: 'brand.change-retention', subjectType: 'brand', subjectId: brandId },
      details: Object.fromEntries(changed.map((name) => [name, terms[name]])),
    })
  })
}

/** How many would go tonight by these terms, counted one by one. Changes nothing. */
export async function previewRetention(
  ctx: BrandContext,
  input: RetentionTerms,
): Promise<Record<RetentionRuleName, number>> {
  const terms = retentionTermsSchema.parse(input)
  const counts = {} as Record<RetentionRuleName, number>
  for (const name of retentionRuleNames) {
    const keepFor = terms[name]
    counts[name] = keepFor === null ? 0 : await rules[name].count(ctx, momentBefore(ctx, name, keepFor))
  }
  return counts
}

/**
 * Forgets what is older than the brand keeps it, lot by lot, with one audit row a rule. The ledger is not touched: events
 * stay and still verify, and what goes with a person is the key of their evidence. Running it again does nothing more.
 */
export async function applyRetention(ctx: BrandContext): Promise<Record<RetentionRuleName, number>> {
  requirePermission(ctx, 'subscribers.erase')
  const { brandId } = ctx.scope
  const terms = await getRetentionTerms(ctx)
  const forgotten = {} as Record<RetentionRuleName, number>
  for (const name of retentionRuleNames) {
    const keepFor = terms[name]
    forgotten[name] = 0
    if (keepFor === null) continue
    const before = momentBefore(ctx, name, keepFor)
    for (;;) {
      const some = await rules[name].forgetSome(ctx, before)
      if (some === 0) break
      forgotten[name] += some
    }
    if (forgotten[name] === 0) continue
    await recordAudit(ctx, {
      ...{ brandId, action: 'retention.apply', subjectType: 'retention-rule', subjectId: name },
      details: { keepFor, forgotten: forgotten[name] },
    })
  }
  return forgotten
}
