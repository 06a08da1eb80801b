import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm'
import { staff, staffSessions } from '@/db/schema/staff'
import type { Locale } from '@/db/states'
import type { Context } from '../platform/context'
import { AppError } from '../platform/errors'

export type StaffSession = {
  sessionId: string
  staffId: string
  email: string
  name: string
  locale: Locale | null
}

const seenEveryMs = 60_000

/**
 * The session of this id while it stands: not ended, not run out. Asked on every request, so that signing out takes
 * effect at once. Writes down at most once a minute that it was seen.
 */
export async function findSession(
  ctx: Pick<Context, 'db' | 'now'>,
  sessionId: string,
): Promise<StaffSession | undefined> {
  const [row] = await ctx.db
    .select({
      sessionId: staffSessions.id,
      staffId: staff.id,
      email: staff.email,
      name: staff.name,
      locale: staff.locale,
      lastSeenAt: staffSessions.lastSeenAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(
        eq(staffSessions.id, sessionId),
        isNull(staffSessions.revokedAt),
        gt(staffSessions.expiresAt, ctx.now),
      ),
    )
  if (!row) return undefined
  const { lastSeenAt, ...session } = row
  const aMinuteAgo = new Date(ctx.now.getTime() - seenEveryMs)
  if (lastSeenAt <= aMinuteAgo) {
    await ctx.db
      .update(staffSessions)
      .set({ lastSeenAt: ctx.now })
      .where(and(eq(staffSessions.id, sessionId), lt(staffSessions.lastSeenAt, ctx.now)))
  }
  return session
}

export type Device = {
  sessionId: string
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

/** The sessions that the staff member who acts has open, last seen first. */
export async function listDevices(ctx: Context): Promise<Device[]> {
  if (ctx.actor.type !== 'staff') throw new AppError('not-signed-in')
  return ctx.db
    .select({
      sessionId: staffSessions.id,
      userAgent: staffSessions.userAgent,
      createdAt: staffSessions.createdAt,
      lastSeenAt: staffSessions.lastSeenAt,
      expiresAt: staffSessions.expiresAt,
    })
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.staffId, ctx.actor.staffId),
        isNull(staffSessions.revokedAt),
        gt(staffSessions.expiresAt, ctx.now),
      ),
    )
    .orderBy(desc(staffSessions.lastSeenAt), desc(staffSessions.id))
}
