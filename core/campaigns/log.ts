import { and, desc, eq, sql } from 'drizzle-orm'
import { auditEvents } from '@/db/schema/audit'
import { staff } from '@/db/schema/staff'
import type { BrandContext } from '../brands/scope'

export type CampaignLogLine = {
  id: string
  at: Date
  /** `campaign.schedule` */
  action: string
  /** The colleague who did it, or null: it happened by itself. */
  staffName: string | null
  details: Record<string, unknown>
}

/** Everything that was decided about a campaign, newest first. */
export function listCampaignLog(ctx: BrandContext, campaignId: string): Promise<CampaignLogLine[]> {
  return ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      action: auditEvents.action,
      staffName: staff.name,
      details: auditEvents.details,
    })
    .from(auditEvents)
    .leftJoin(staff, and(eq(auditEvents.actorType, 'staff'), eq(sql`${staff.id}::text`, auditEvents.actorId)))
    .where(
      and(
        eq(auditEvents.brandId, ctx.scope.brandId),
        eq(auditEvents.subjectType, 'campaign'),
        eq(auditEvents.subjectId, campaignId),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(100)
}
