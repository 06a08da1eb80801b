import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { auditEvents } from '@/db/schema/audit'
import { staff } from '@/db/schema/staff'
import type { BrandContext } from '../../../brands/scope'

/** What can have happened to a page that others see. Every save of a draft is left out. */
const told = [
  'create',
  'publish',
  'unpublish',
  'roll-back',
  'restore-draft',
  'plan-publish',
  'plan-unpublish',
  'cancel-plan',
  'publish-planned',
  'unpublish-planned',
  'start-test',
  'finish-test',
] as const
export type PageEvent = (typeof told)[number]

export type HistoryRow = {
  id: string
  at: Date
  event: PageEvent
  /** The staff member's name; null when it was a machine. */
  by: string | null
  details: Record<string, unknown>
}

/** What happened to a page, by whom and when, the latest first. */
export async function listPageHistory(ctx: BrandContext, pageId: string): Promise<HistoryRow[]> {
  const rows = await ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: auditEvents.action,
      by: staff.name,
      details: auditEvents.details,
    })
    .from(auditEvents)
    .leftJoin(staff, eq(sql`${staff.id}::text`, auditEvents.actorId))
    .where(
      and(
        eq(auditEvents.brandId, ctx.scope.brandId),
        eq(auditEvents.subjectType, 'landing-page'),
        eq(auditEvents.subjectId, pageId),
        inArray(
          auditEvents.action,
          told.map((event) => `landing-page.${event}`),
        ),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(100)
  return rows.map((row) => ({ ...row, event: row.event.slice('landing-page.'.length) as PageEvent }))
}
