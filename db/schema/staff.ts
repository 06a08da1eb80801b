import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Locale, Role } from '../states'
import { brandId, instant } from './columns'

/** A person who signs in. Not of one brand: memberships say where they may do what. */
export const staff = pgTable('staff', {
  id: uuid('id').primaryKey(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  /** argon2id, PHC string. */
  passwordHash: text('password_hash').notNull(),
  locale: text('locale').$type<Locale>(),
  failedSignIns: integer('failed_sign_ins').notNull().default(0),
  lockedUntil: instant('locked_until'),
  createdAt: instant('created_at').notNull(),
})

/**
 * One row a signed-in browser. The cookie only names the row: it is read on every request, so signing out
 * everywhere takes effect at once.
 */
export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    userAgent: text('user_agent'),
  },
  (t) => [index('staff_sessions_staff').on(t.staffId)],
)

/** Who may do what in which brand. */
export const memberships = pgTable(
  'memberships',
  {
    brandId: brandId(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    role: text('role').$type<Role>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.staffId] }), index('memberships_staff').on(t.staffId)],
)

/** What happened to an account itself: signed in, failed, locked, signed out everywhere. No brand is involved. */
export const staffEvents = pgTable(
  'staff_events',
  {
    id: uuid('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    action: text('action').notNull(),
    at: instant('at').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('staff_events_staff').on(t.staffId, t.at)],
)
