import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PagePlanAct, PagePlanState } from '../states'
import { brandId, instant } from './columns'
import { landingPages, landingPageVersions } from './landing-pages'

/**
 * What will happen to a page at a moment that staff chose. The version that will go live is rendered when it is planned
 * and stored like any other: what was looked at is what comes, byte for byte. A plan is settled once, under the lock of
 * its page.
 */
export const landingPagePlans = pgTable(
  'landing_page_plans',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    landingPageId: uuid('landing_page_id').notNull(),
    act: text('act').$type<PagePlanAct>().notNull(),
    /** What goes live; null for going offline. */
    versionId: uuid('version_id'),
    at: instant('at').notNull(),
    state: text('state').$type<PagePlanState>().notNull(),
    /** Why it was refused: names of the rules that the page breaks by then, or `test-running`. */
    reasons: text('reasons').array().notNull().default([]),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by'),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    uniqueIndex('landing_page_plans_waiting')
      .on(t.brandId, t.landingPageId, t.act)
      .where(sql`state = 'waiting'`),
    index('landing_page_plans_page').on(t.brandId, t.landingPageId, t.createdAt),
    index('landing_page_plans_due').on(t.at).where(sql`state = 'waiting'`),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'landing_page_plans_page_fk',
    }),
    foreignKey({
      columns: [t.brandId, t.versionId],
      foreignColumns: [landingPageVersions.brandId, landingPageVersions.id],
      name: 'landing_page_plans_version',
    }),
  ],
)
