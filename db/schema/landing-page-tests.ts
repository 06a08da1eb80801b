import { sql } from 'drizzle-orm'
import {
  bigint,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { PageVariant } from '../states'
import { brandId, instant } from './columns'
import { landingPages, landingPageVersions } from './landing-pages'

/**
 * Two versions of a page side by side: A was live when the test began, B is shown to `share_b` of every hundred
 * visitors. Who sees which is computed anew for each request and kept nowhere. At most one runs a page.
 */
export const landingPageTests = pgTable(
  'landing_page_tests',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    landingPageId: uuid('landing_page_id').notNull(),
    versionAId: uuid('version_a_id').notNull(),
    versionBId: uuid('version_b_id').notNull(),
    shareB: integer('share_b').notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: text('started_by'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    winner: text('winner').$type<PageVariant>(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex('landing_page_tests_running').on(t.brandId, t.landingPageId).where(sql`ended_at is null`),
    index('landing_page_tests_page').on(t.brandId, t.landingPageId, t.startedAt),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'landing_page_tests_page_fk',
    }),
    foreignKey({
      columns: [t.brandId, t.versionAId],
      foreignColumns: [landingPageVersions.brandId, landingPageVersions.id],
      name: 'landing_page_tests_a',
    }),
    foreignKey({
      columns: [t.brandId, t.versionBId],
      foreignColumns: [landingPageVersions.brandId, landingPageVersions.id],
      name: 'landing_page_tests_b',
    }),
  ],
)

/**
 * How often a version was shown to somebody, by the day in UTC; machines are left out and nothing about the person is
 * kept. `test_id` is empty outside a test, so that what A was shown before a test does not count in it. Each web process
 * adds to it once a second.
 */
export const landingPageViews = pgTable(
  'landing_page_views',
  {
    brandId: brandId(),
    versionId: uuid('version_id').notNull(),
    testId: text('test_id').notNull().default(''),
    day: date('day').notNull(),
    views: bigint('views', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.versionId, t.testId, t.day] }),
    foreignKey({
      columns: [t.brandId, t.versionId],
      foreignColumns: [landingPageVersions.brandId, landingPageVersions.id],
      name: 'landing_page_views_version',
    }),
  ],
)
