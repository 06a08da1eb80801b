import { and, eq, ne } from 'drizzle-orm'
import { templateEvents, templates } from '@/db/schema/templates'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { requireAccount } from '../../providers/accounts'
import { requirePermission } from '../../staff/gate'
import { keepTemplateFact } from '../commands'
import {
  componentsByHand,
  type TemplateByHand,
  type TemplateByHandInput,
  templateByHandSchema,
} from './schema'

/**
 * Keeps a template that staff copy from CM.com, which lists none. Only for a number at CM.com: those of the others come by
 * themselves. Campaigns take it like any other; what WhatsApp then refuses is noted on it.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `template-synced`, `template-name-taken`, `not-found`
 */
export async function keepTemplateByHand(
  ctx: BrandContext,
  input: TemplateByHandInput,
): Promise<{ templateId: string }> {
  const given = templateByHandSchema.parse(input)
  requirePermission(ctx, 'templates.sync')
  const account = await requireAccount(ctx)
  if (account.provider !== 'cm') throw new AppError('template-synced')
  return inTransaction(ctx, async (ctx) => {
    await requireFreeName(ctx, account.id, given)
    const templateId = given.templateId
      ? await change(ctx, account.id, given.templateId, given)
      : await add(ctx, account.id, given)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: given.templateId ? 'template.change-by-hand' : 'template.add-by-hand',
      subjectType: 'template',
      subjectId: templateId,
      details: { name: given.name, language: given.language, status: given.status },
    })
    return { templateId }
  })
}

async function requireFreeName(ctx: BrandContext, accountId: string, given: TemplateByHand): Promise<void> {
  const [taken] = await ctx.db
    .select({ id: templates.id })
    .from(templates)
    .where(
      and(
        eq(templates.brandId, ctx.scope.brandId),
        eq(templates.accountId, accountId),
        eq(templates.name, given.name),
        eq(templates.language, given.language),
        ...(given.templateId ? [ne(templates.id, given.templateId)] : []),
      ),
    )
  if (taken) throw new AppError('template-name-taken', { field: 'name' })
}

/** Nothing of the provider's names it, so its own name does. */
export const externalIdByHand = ({ name, language }: { name: string; language: string }): string =>
  `by-hand:${name}:${language}`

const facts = (given: TemplateByHand) => ({
  externalId: externalIdByHand(given),
  name: given.name,
  language: given.language,
  components: componentsByHand(given),
})

async function add(ctx: BrandContext, accountId: string, given: TemplateByHand): Promise<string> {
  const { brandId } = ctx.scope
  const id = newId(ctx.now)
  await ctx.db.insert(templates).values({
    ...{ ...facts(given), brandId, id, accountId, category: given.category, status: given.status },
    ...{ qualityScore: 'UNKNOWN', parameterFormat: 'POSITIONAL', rejectedReason: null },
    ...{ syncedAt: ctx.now, createdAt: ctx.now },
  })
  await ctx.db.insert(templateEvents).values({
    ...{ brandId, id: newId(ctx.now), templateId: id, kind: 'status', previous: null, current: given.status },
    ...{ reason: null, heardFrom: 'staff', at: ctx.now },
  })
  return id
}

async function change(
  ctx: BrandContext,
  accountId: string,
  templateId: string,
  given: TemplateByHand,
): Promise<string> {
  const [changed] = await ctx.db
    .update(templates)
    .set({ ...facts(given), syncedAt: ctx.now })
    .where(
      and(
        eq(templates.brandId, ctx.scope.brandId),
        eq(templates.id, templateId),
        eq(templates.accountId, accountId),
      ),
    )
    .returning({ id: templates.id })
  if (!changed) throw new AppError('not-found')
  for (const fact of [{ status: given.status }, { category: given.category }]) {
    await keepTemplateFact(ctx, { templateId, fact, heardFrom: 'staff', at: ctx.now })
  }
  return templateId
}
