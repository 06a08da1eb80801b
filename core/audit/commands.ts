import { auditEvents } from '@/db/schema/audit'
import { actorId, type Context } from '../platform/context'
import { newId } from '../platform/ids'

export type AuditEntry = {
  brandId: string
  /** `noun.verb`, for example `landing-page.publish`. */
  action: string
  subjectType: string
  subjectId: string
  /** Ids and counts only, never numbers, names or texts of people. */
  details?: Record<string, unknown>
}

/** Leaves a row that says who did what. Call it inside the command's transaction: if it fails, so does the command. */
export async function recordAudit(ctx: Context, entry: AuditEntry): Promise<void> {
  await ctx.db.insert(auditEvents).values({
    ...entry,
    details: entry.details ?? {},
    id: newId(ctx.now),
    at: ctx.now,
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
  })
}
