import { sql } from 'drizzle-orm'
import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DomainProblem } from '../states'
import { brandId, instant } from './columns'

/**
 * A brand's own address for its public pages: `hallo.fietserijnoord.nl`. It counts once `verified_at` is set; until then
 * anybody may have typed it, so a host belongs to one brand only from then on.
 */
export const brandDomains = pgTable(
  'brand_domains',
  {
    brandId: brandId(),
    /** In lower case, with a port where it has one. */
    host: text('host').notNull(),
    /** Part of the address under which the host has to answer with our word. */
    token: text('token').notNull(),
    verifiedAt: instant('verified_at'),
    checkedAt: instant('checked_at'),
    /** What the last check met. */
    problem: text('problem').$type<DomainProblem>(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId] }),
    uniqueIndex('brand_domains_host').on(t.host).where(sql`verified_at is not null`),
  ],
)
