import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { templateEvents, templates } from '@/db/schema/templates'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'
import { requireAccount } from '../providers/accounts'
import { refreshNumber } from '../providers/connect'
import { managementFor } from '../providers/whatsapp/registry'
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
  const qualityScore = qualityAfter(listed.qualityScore)
  const reason = listed.rejectedReason ?? undefined
  const news = [
    ...(listed.status === before.status ? [] : [{ fact: { status: listed.status }, reason }]),
    ...(qualityScore === before.qualityScore ? [] : [{ fact: { qualityScore }, reason: undefined }]),
    ...(listed.category === before.category
      ? []
      : [{ fact: { category: listed.category }, reason: undefined }]),
  ]
  const changes: TemplateChange[] = []
  for (const { fact, reason } of news) {
    changes.push(
      await keepTemplateFact(ctx, { templateId: before.id, fact, reason, heardFrom: 'sync', at: ctx.now }),
    )
  }
  const words = await keepWords(ctx, before, listed)
  return words || changes.some(({ changed }) => changed)
}

/** Adds templates that we had not heard of; their history begins here, as events from nothing. */
async function addAll(ctx: BrandContext, accountId: string, added: readonly ListedTemplate[]): Promise<void> {
  const rows = added.map((listed) => ({
    brandId: ctx.scope.brandId,
    id: newId(ctx.now),
    accountId,
    externalId: listed.externalId,
    name: listed.name,
    language: languageCode(listed.language),
    category: listed.category,
    status: listed.status,
    qualityScore: qualityAfter(listed.qualityScore),
    parameterFormat: listed.parameterFormat,
    rejectedReason: listed.rejectedReason,
    components: listed.components,
    syncedAt: ctx.now,
    createdAt: ctx.now,
  }))
  const first = { brandId: ctx.scope.brandId, previous: null, heardFrom: 'sync' as const, at: ctx.now }
  const events = rows.flatMap(({ id, status, qualityScore, rejectedReason }) => [
    {
      ...first,
      id: newId(ctx.now),
      templateId: id,
      kind: 'status' as const,
      current: status,
      reason: rejectedReason,
    },
    {
      ...first,
      id: newId(ctx.now),
      templateId: id,
      kind: 'quality' as const,
      current: qualityScore,
      reason: null,
    },
  ])
  // Postgres takes 65,535 parameters in a statement.
  for (let at = 0; at < rows.length; at += 1_000) {
    await ctx.db.insert(templates).values(rows.slice(at, at + 1_000))
    await ctx.db.insert(templateEvents).values(events.slice(at * 2, (at + 1_000) * 2))
  }
}

/**
 * Brings our copy of the account's templates up to date, and what WhatsApp says of the number with it. Every change of
 * status, rating or category leaves an event; a template that WhatsApp lists no more becomes `DELETED` and stays, for
 * the campaigns that sent it.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `provider-cannot`, `provider-refused`, `provider-unreachable`
 */
export async function syncTemplates(ctx: BrandContext): Promise<SyncResult> {
  requirePermission(ctx, 'templates.sync')
  const account = await requireAccount(ctx)
  const listed = await managementFor(account).listTemplates()
  await refreshNumber(ctx)
  return inTransaction(ctx, async (ctx) => {
    const ofAccount = and(eq(templates.brandId, ctx.scope.brandId), eq(templates.accountId, account.id))
    const stored = await ctx.db.select().from(templates).where(ofAccount).orderBy(templates.id).for('update')
    const known = new Map(stored.map((row) => [keyOf(row), row]))
    const result: SyncResult = { total: listed.length, added: 0, changed: 0, gone: 0 }
    const seen: string[] = []
    const added: ListedTemplate[] = []
    for (const one of listed) {
      const before = known.get(keyOf(one))
      if (before) {
        known.delete(keyOf(one))
        seen.push(before.id)
        if (await keepListed(ctx, before, one)) result.changed++
      } else {
        added.push(one)
      }
    }
    await addAll(ctx, account.id, added)
    result.added = added.length
    await markSynced(ctx, seen)
    for (const missing of known.values()) {
      if (missing.status === 'DELETED') continue
      const gone = {
        templateId: missing.id,
        fact: { status: 'DELETED' },
        heardFrom: 'sync',
        at: ctx.now,
      } as const
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
