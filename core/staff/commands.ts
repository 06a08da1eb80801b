import { and, eq, isNull, sql } from 'drizzle-orm'
import { memberships, staff, staffEvents, staffSessions } from '@/db/schema/staff'
import type { Locale } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { type Context, inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from './gate'
import { hashPassword, verifyPassword } from './passwords'
import { lockoutMinutes, minutesUntil, sessionHours, wrongTriesAllowed } from './rules'
import {
  type GrantRoleInput,
  grantRoleSchema,
  type NewStaffInput,
  newStaffSchema,
  type SignInInput,
  signInSchema,
} from './schema'

type StaffAction = 'signed-in' | 'sign-in-failed' | 'locked' | 'signed-out' | 'signed-out-everywhere'

const recordStaffEvent = (
  ctx: Context,
  staffId: string,
  action: StaffAction,
  details: Record<string, unknown> = {},
) => ctx.db.insert(staffEvents).values({ id: newId(ctx.now), staffId, action, at: ctx.now, details })

export type SignedIn = { sessionId: string; staffId: string; locale: Locale | null }

/**
 * Checks an address and password and opens a session. An unknown address, a wrong password and a wrong password on a
 * locked account take the same work and say the same. Rate limits are the caller's (`app/auth.ts`).
 * @throws AppError `sign-in-failed`; `sign-in-locked` with `minutes` after 8 wrong tries, for 15 minutes;
 *   `invalid-input`
 */
export async function signInWithPassword(
  ctx: Context,
  input: SignInInput,
  from: { userAgent?: string | undefined } = {},
): Promise<SignedIn> {
  const parsed = signInSchema.safeParse(input)
  if (!parsed.success)
    throw new AppError('invalid-input', { field: String(parsed.error.issues[0]?.path[0] ?? 'email') })
  const { email, password, stay } = parsed.data
  const [person] = await ctx.db.select().from(staff).where(eq(staff.email, email))
  const isRight = await verifyPassword(person?.passwordHash, password)
  if (!person) throw new AppError('sign-in-failed')
  if (person.lockedUntil && person.lockedUntil > ctx.now) {
    throw new AppError('sign-in-locked', { params: { minutes: minutesUntil(ctx.now, person.lockedUntil) } })
  }
  if (!isRight) {
    await countWrongTry(ctx, person.id)
    throw new AppError('sign-in-failed')
  }
  return inTransaction(ctx, async (ctx) => {
    const sessionId = newId(ctx.now)
    await ctx.db.insert(staffSessions).values({
      id: sessionId,
      staffId: person.id,
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + sessionHours(stay) * 3_600_000),
      userAgent: from.userAgent?.slice(0, 400) ?? null,
    })
    await ctx.db.update(staff).set({ failedSignIns: 0, lockedUntil: null }).where(eq(staff.id, person.id))
    await recordStaffEvent(ctx, person.id, 'signed-in', { sessionId, stay })
    return { sessionId, staffId: person.id, locale: person.locale }
  })
}

/** Counts in the row itself, so that tries sent at the same moment all count. */
async function countWrongTry(ctx: Context, staffId: string): Promise<void> {
  const until = new Date(ctx.now.getTime() + lockoutMinutes * 60_000)
  await inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .update(staff)
      .set({ failedSignIns: sql`${staff.failedSignIns} + 1` })
      .where(eq(staff.id, staffId))
      .returning({ failed: staff.failedSignIns })
    const isLocked = row !== undefined && row.failed >= wrongTriesAllowed
    if (isLocked)
      await ctx.db.update(staff).set({ failedSignIns: 0, lockedUntil: until }).where(eq(staff.id, staffId))
    await recordStaffEvent(ctx, staffId, isLocked ? 'locked' : 'sign-in-failed')
  })
}

/** Ends one session of the staff member who acts. Ending it twice is no mistake. */
export async function signOut(ctx: Context, sessionId: string): Promise<void> {
  const staffId = requireStaffId(ctx)
  await inTransaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .update(staffSessions)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(staffSessions.id, sessionId),
          eq(staffSessions.staffId, staffId),
          isNull(staffSessions.revokedAt),
        ),
      )
      .returning({ id: staffSessions.id })
    if (ended.length > 0) await recordStaffEvent(ctx, staffId, 'signed-out', { sessionId })
  })
}

/** Ends every session of the staff member who acts, this one included: the next request of each is turned away. */
export async function signOutEverywhere(ctx: Context): Promise<{ ended: number }> {
  const staffId = requireStaffId(ctx)
  return inTransaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .update(staffSessions)
      .set({ revokedAt: ctx.now })
      .where(and(eq(staffSessions.staffId, staffId), isNull(staffSessions.revokedAt)))
      .returning({ id: staffSessions.id })
    await recordStaffEvent(ctx, staffId, 'signed-out-everywhere', { sessions: ended.length })
    return { ended: ended.length }
  })
}

/** Keeps the language that the staff member who acts has chosen, for their next computer. */
export async function chooseLocale(ctx: Context, locale: Locale): Promise<void> {
  await ctx.db
    .update(staff)
    .set({ locale })
    .where(eq(staff.id, requireStaffId(ctx)))
}

/** Makes an account without any role. An account that has this address already is left as it is. */
export async function ensureStaff(
  ctx: Context,
  input: NewStaffInput,
): Promise<{ id: string; created: boolean }> {
  const { email, name, password, locale } = newStaffSchema.parse(input)
  const id = newId(ctx.now)
  const made = await ctx.db
    .insert(staff)
    .values({
      id,
      email,
      name,
      passwordHash: await hashPassword(password),
      locale: locale ?? null,
      createdAt: ctx.now,
    })
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id })
  if (made.length > 0) return { id, created: true }
  const [known] = await ctx.db.select({ id: staff.id }).from(staff).where(eq(staff.email, email))
  if (!known) throw new AppError('conflict')
  return { id: known.id, created: false }
}

/** Gives somebody a role in this brand, or another one than before. */
export async function grantRole(ctx: BrandContext, input: GrantRoleInput): Promise<void> {
  const { staffId, role } = grantRoleSchema.parse(input)
  requirePermission(ctx, 'brand.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insert(memberships)
      .values({ brandId, staffId, role, createdAt: ctx.now })
      .onConflictDoUpdate({ target: [memberships.brandId, memberships.staffId], set: { role } })
    await recordAudit(ctx, {
      brandId,
      action: 'staff.grant-role',
      subjectType: 'staff',
      subjectId: staffId,
      details: { role },
    })
  })
}

function requireStaffId(ctx: Context): string {
  if (ctx.actor.type !== 'staff') throw new AppError('not-signed-in')
  return ctx.actor.staffId
}
