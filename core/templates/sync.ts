import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { templates } from '@/db/schema/templates'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'
import { requireAccount } from '../providers/accounts'
import { refreshNumber } from '../providers/connect'
import { providerFor } from '../providers/whatsapp/registry'
import type { ListedTemplate } from '../providers/whatsapp/types'
import { requirePermission } from '../staff/gate'
import { keepTemplateFact, markSynced, type TemplateChange } from './commands'
import { languageCode, qualityAfter } from './life-cycle'

export type SyncResult = { total: number; added: number; changed: number; gone: number }

type Stored = typeof templates.$inferSelect

/** WhatsApp names a template by its name and language; its id changes when a deleted one is made again. */
const keyOf = (template: Pick<ListedTemplate, 'name' | 'language'>) =>
  `${template.name} ${languageCode(template.language)}`

/** Keeps what is not a fact with a history: the words, the id, why it was rejected. */
async function keepWords(ctx: BrandContext, before: Stored, listed: ListedTemplate): Promise<boolean> {
  const same =
    before.externalId === listed.externalId &&
    before.rejectedReason === listed.rejectedReason &&
    before.parameterFormat === listed.parameterFormat &&
    // Postgres keeps the keys of an object in an order of its own.
    isDeepStrictEqual(before.components, listed.components)
  if (same) return false
  await ctx.db
    .update(templates)
    .set({
      externalId: listed.externalId,
      rejectedReason: listed.rejectedReason,
      parameterFormat: listed.parameterFormat,
      components: listed.components,
    })
    .where(and(eq(templates.brandId, ctx.scope.brandId), eq(templates.id, before.id)))
  return true
}

async function keepListed(ctx: BrandContext, before: Stored, listed: ListedTemplate): Promise<boolean> {
  const facts = [
    { fact: { status: listed.status }, reason: listed.rejectedReason ?? undefined },
    { fact: { qualityScore: qualityAfter(listed.qualityScore) }, reason: undefined },
    { fact: { category: listed.category }, reason: undefined },
  ]
  const changes: TemplateChange[] = []
  for (const { fact, reason } of facts) {
    changes.push(
      await keepTemplateFact(ctx, { templateId: before.id, fact, reason, heardFrom: 'sync', at: ctx.now }),
    )
  }
  const words = await keepWords(ctx, before, listed)
  return words || changes.some(({ changed }) => changed)
}

async function add(ctx: BrandContext, accountId: string, listed: ListedTemplate): Promise<void> {
  const id = newId(ctx.now)
  await ctx.db.insert(templates).values({
    brandId: ctx.scope.brandId,
    id,
    accountId,
    externalId: listed.externalId,
    name: listed.name,
    language: languageCode(listed.language),
    // The history begins where we first heard of it: below, as events from nothing.
    category: listed.category,
    status: '',
    qualityScore: '',
    parameterFormat: listed.parameterFormat,
    rejectedReason: listed.rejectedReason,
    components: listed.components,
    syncedAt: ctx.now,
    createdAt: ctx.now,
  })
  const first = { templateId: id, heardFrom: 'sync', at: ctx.now } as const
  const reason = listed.rejectedReason ?? undefined
  await keepTemplateFact(ctx, { ...first, fact: { status: listed.status }, reason })
  await keepTemplateFact(ctx, { ...first, fact: { qualityScore: qualityAfter(listed.qualityScore) } })
}

/**
 * Brings our copy of the account's templates up to date, and what WhatsApp says of the number with it. Every change of
 * status, rating or category leaves an event; a template that WhatsApp lists no more becomes `DELETED` and stays, for
 * the campaigns that sent it.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `provider-refused`, `provider-unreachable`
 */
export async function syncTemplates(ctx: BrandContext): Promise<SyncResult> {
  requirePermission(ctx, 'templates.sync')
  const account = await requireAccount(ctx)
  const listed = await providerFor(account).listTemplates()
  await refreshNumber(ctx)
  return inTransaction(ctx, async (ctx) => {
    const ofAccount = and(eq(templates.brandId, ctx.scope.brandId), eq(templates.accountId, account.id))
    const stored = await ctx.db.select().from(templates).where(ofAccount).orderBy(templates.id).for('update')
    const known = new Map(stored.map((row) => [keyOf(row), row]))
    const result: SyncResult = { total: listed.length, added: 0, changed: 0, gone: 0 }
    const seen: string[] = []
    for (const one of listed) {
      const before = known.get(keyOf(one))
      if (before) {
        known.delete(keyOf(one))
        seen.push(before.id)
        if (await keepListed(ctx, before, one)) result.changed++
      } else {
        await add(ctx, account.id, one)
        result.added++
      }
    }
    await markSynced(ctx, seen)
    for (const missing of known.values()) {
      const gone = { templateId: missing.id, fact: { status: 'DELETED' }, heardFrom: 'sync', at: ctx.now } as const
      if ((await keepTemplateFact(ctx, gone)).changed) result.gone++
    }
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: 'template.sync',
      subjectType: 'whatsapp-account',
      subjectId: account.id,
      details: result,
    })
    return result
  })
}
