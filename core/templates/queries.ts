import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { templateDays } from '@/db/schema/insights'
import { templateEvents, templates } from '@/db/schema/templates'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'
import { type TemplateComponents, templateComponentsSchema } from './schema'

export type Template = Omit<typeof templates.$inferSelect, 'components'> & { components: TemplateComponents }
export type TemplateEvent = typeof templateEvents.$inferSelect

const read = (row: typeof templates.$inferSelect): Template => ({
  ...row,
  components: templateComponentsSchema.parse(row.components),
})

/** All templates of the brand, those that can be sent first, then by name and language. */
export async function listTemplates(ctx: BrandContext): Promise<Template[]> {
  const rows = await ctx.db
    .select()
    .from(templates)
    .where(eq(templates.brandId, ctx.scope.brandId))
    .orderBy(
      sql`${templates.status} = 'DELETED', ${templates.status} <> 'APPROVED'`,
      asc(templates.name),
      templates.language,
    )
  return rows.map(read)
}

/** One template. @throws AppError `not-found` */
export async function getTemplate(ctx: BrandContext, templateId: string): Promise<Template> {
  const [row] = await ctx.db
    .select()
    .from(templates)
    .where(and(eq(templates.brandId, ctx.scope.brandId), eq(templates.id, templateId)))
  if (!row) throw new AppError('not-found')
  return read(row)
}

/** What happened to a template, newest first. */
export function listTemplateEvents(ctx: BrandContext, templateId: string): Promise<TemplateEvent[]> {
  return ctx.db
    .select()
    .from(templateEvents)
    .where(
      and(
        eq(templateEvents.brandId, ctx.scope.brandId),
        eq(templateEvents.templateId, templateId),
        // What was said again is kept for its moment and is no change.
        sql`${templateEvents.previous} is distinct from ${templateEvents.current}`,
      ),
    )
    .orderBy(desc(templateEvents.at), desc(templateEvents.id))
}

export type TemplateCampaign = Awaited<ReturnType<typeof listCampaignsOfTemplate>>[number]

/** The campaigns that send or sent a template, newest first. */
export function listCampaignsOfTemplate(ctx: BrandContext, templateId: string) {
  return ctx.db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      state: campaigns.state,
      scheduledAt: campaigns.scheduledAt,
      startedAt: campaigns.startedAt,
    })
    .from(campaigns)
    .where(and(eq(campaigns.brandId, ctx.scope.brandId), eq(campaigns.templateId, templateId)))
    .orderBy(desc(sql`coalesce(${campaigns.startedAt}, ${campaigns.scheduledAt}, ${campaigns.createdAt})`))
}

export type TemplateWeek = { templateId: string; weeksAgo: number; delivered: number; read: number }

/**
 * Delivered and read in each of the last `weeks` weeks up to today, from the roll-ups. Weeks without messages have no
 * row. `weeksAgo` 0 is the week that ends today.
 */
export async function listTemplateWeeks(
  ctx: BrandContext,
  templateIds: readonly string[],
  weeks = 8,
): Promise<TemplateWeek[]> {
  if (templateIds.length === 0) return []
  const today = ctx.now.toISOString().slice(0, 10)
  const weeksAgo = sql<number>`((${today}::date - ${templateDays.day}) / 7)::int`
  return ctx.db
    .select({
      templateId: templateDays.templateId,
      weeksAgo,
      delivered: sql<number>`sum(${templateDays.delivered})::int`,
      read: sql<number>`sum(${templateDays.read})::int`,
    })
    .from(templateDays)
    .where(
      and(
        eq(templateDays.brandId, ctx.scope.brandId),
        inArray(templateDays.templateId, [...templateIds]),
        sql`${templateDays.day} > ${today}::date - ${weeks * 7}::int`,
        sql`${templateDays.day} <= ${today}::date`,
      ),
    )
    .groupBy(templateDays.templateId, sql`2`)
}
