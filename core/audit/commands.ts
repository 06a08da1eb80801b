import { auditEvents } from '@/db/schema/audit'
import { actorId, type Context } from '../platform/context'
import { newId } from '../platform/ids'
import { insertMany } from '../platform/insert-many'

export type AuditEntry = {
  brandId: string
  /** `noun.verb`, for example `landing-page.publish`. */
  action: string
  subjectType: string
  subjectId: string
  /** Ids and counts only, never numbers, names or texts of people. */
  details?: Record<string, unknown>
  /** When it was done; the context's `now`, when left out. */
  at?: Date
}

/** Leaves a row that says who did what. Call it inside the command's transaction: if it fails, so does the command. */
export const recordAudit = (ctx: Context, entry: AuditEntry): Promise<void> => recordAudits(ctx, [entry])

/** Leaves a row for each, in this order. */
export async function recordAudits(ctx: Context, entries: readonly AuditEntry[]): Promise<void> {
  await insertMany(
    ctx,
    auditEvents,
    entries.map(({ at = ctx.now, details = {}, ...entry }) => ({
      ...entry,
      details,
      id: newId(at),
      at,
      actorType: ctx.actor.type,
      actorId: actorId(ctx.actor),
    })),
  )
}
