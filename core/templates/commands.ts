import { and, desc, eq, sql } from 'drizzle-orm'
import { templateEvents, templates } from '@/db/schema/templates'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { newId } from '../platform/ids'
import { qualityAfter, statusAfter } from './life-cycle'

export type TemplateEventKind = 'status' | 'quality' | 'category'
export type HeardFrom = 'webhook' | 'sync' | 'send' | 'staff'

type Fact = { status: string } | { qualityScore: string } | { category: string }

const kindOf = (fact: Fact): TemplateEventKind =>
  'status' in fact ? 'status' : 'qualityScore' in fact ? 'quality' : 'category'

const currentOf = (fact: Fact): string =>
  'status' in fact ? fact.status : 'qualityScore' in fact ? fact.qualityScore : fact.category

type NewFact = {
  templateId: string
  fact: Fact
  heardFrom: HeardFrom
  at: Date
  reason?: string | undefined
}

export type TemplateChange = { changed: boolean; templateId?: string }

/**
 * Keeps one fact about a template, with an event when it is news. A fact that is older than the last one of its kind
 * is put into the history and does not undo what came after it: webhooks come late and in the wrong order.
 */
export async function keepTemplateFact(ctx: BrandContext, input: NewFact): Promise<TemplateChange> {
  const { templateId, fact, at } = input
  const kind = kindOf(fact)
  return inTransaction(ctx, async (ctx) => {
    const ofTemplate = and(eq(templates.brandId, ctx.scope.brandId), eq(templates.id, templateId))
    const [template] = await ctx.db.select().from(templates).where(ofTemplate).for('update')
    if (!template) return { changed: false }
    const history = await ctx.db
      .select({ current: templateEvents.current, at: templateEvents.at })
      .from(templateEvents)
      .where(
        and(
          eq(templateEvents.brandId, ctx.scope.brandId),
          eq(templateEvents.templateId, templateId),
          eq(templateEvents.kind, kind),
        ),
      )
      .orderBy(desc(templateEvents.at), desc(templateEvents.id))
    const current = currentOf(fact)
    const now =
      kind === 'status' ? template.status : kind === 'quality' ? template.qualityScore : template.category
    const newest = history[0]
    const late = newest !== undefined && newest.at > at
    const before = history.find((event) => event.at <= at)
    const previous = before?.current ?? (late ? null : now)
    if (previous === current) {
      // Word of what we knew: the same webhook again, or a sync after it. A later word of WhatsApp is kept all the same,
      // or an older one that comes after it would be taken for the newest.
      if (input.heardFrom === 'webhook' && !late && newest?.at.getTime() !== at.getTime()) {
        await keepEvent(ctx, input, { kind, previous, current })
      }
      return { changed: false, templateId }
    }
    await keepEvent(ctx, input, { kind, previous, current })
    if (!late) await ctx.db.update(templates).set(fact).where(ofTemplate)
    await recordAudit(ctx, {
      brandId: ctx.scope.brandId,
      action: `template.${kind}`,
      subjectType: 'template',
      subjectId: templateId,
      details: { previous, current, heardFrom: input.heardFrom },
    })
    return { changed: !late, templateId }
  })
}

async function keepEvent(
  ctx: BrandContext,
  { templateId, at, reason, heardFrom }: NewFact,
  change: { kind: TemplateEventKind; previous: string | null; current: string },
): Promise<void> {
  await ctx.db.insert(templateEvents).values({
    ...change,
    brandId: ctx.scope.brandId,
    id: newId(at),
    templateId,
    reason: reason ?? null,
    heardFrom,
    at,
  })
}

async function findByExternalId(ctx: BrandContext, externalId: string): Promise<{ id: string } | undefined> {
  const [row] = await ctx.db
    .select({ id: templates.id })
    .from(templates)
    .where(and(eq(templates.brandId, ctx.scope.brandId), eq(templates.externalId, externalId)))
  return row
}

type Told = { externalId: string; at: Date }

/** A webhook about a template that we have not seen yet changes nothing: the next sync brings it whole. */
async function keepTold(ctx: BrandContext, told: Told, fact: Fact, reason?: string): Promise<TemplateChange> {
  const found = await findByExternalId(ctx, told.externalId)
  if (!found) return { changed: false }
  return keepTemplateFact(ctx, { templateId: found.id, fact, heardFrom: 'webhook', at: told.at, reason })
}

/**
 * `message_template_status_update`: WhatsApp approved, rejected, paused or disabled a template. The dispatcher sees it
 * before its next message and stops the campaigns that send it.
 */
export function recordTemplateStatus(
  ctx: BrandContext,
  input: Told & { event: string; reason?: string },
): Promise<TemplateChange> {
  return keepTold(ctx, input, { status: statusAfter(input.event) }, input.reason)
}

/** `message_template_quality_update`: the rating rose or fell. */
export function recordTemplateQuality(
  ctx: BrandContext,
  input: Told & { score: string },
): Promise<TemplateChange> {
  return keepTold(ctx, input, { qualityScore: qualityAfter(input.score) })
}

/** `template_category_update`: WhatsApp moved the template, which changes its price and its rules. */
export function recordTemplateCategory(
  ctx: BrandContext,
  input: Told & { category: string },
): Promise<TemplateChange> {
  return keepTold(ctx, input, { category: input.category.toUpperCase() })
}

/** What a refused message tells of its template: paused (132015) or disabled (132016). Nothing for other codes. */
export async function noteRefusedTemplate(
  ctx: BrandContext,
  input: { templateId: string; code: number },
): Promise<TemplateChange> {
  const status = input.code === 132015 ? 'PAUSED' : input.code === 132016 ? 'DISABLED' : undefined
  if (!status) return { changed: false }
  return keepTemplateFact(ctx, {
    templateId: input.templateId,
    fact: { status },
    heardFrom: 'send',
    at: ctx.now,
    reason: String(input.code),
  })
}

/** Touches `synced_at` of templates that are unchanged. */
export async function markSynced(ctx: BrandContext, templateIds: readonly string[]): Promise<void> {
  if (templateIds.length === 0) return
  await ctx.db
    .update(templates)
    .set({ syncedAt: ctx.now })
    .where(
      and(
        eq(templates.brandId, ctx.scope.brandId),
        sql`${templates.id} = any(${sql.param(`{${templateIds.join()}}`)}::uuid[])`,
      ),
    )
}
