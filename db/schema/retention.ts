import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { RetentionRuleName } from '../states'
import { brandId, instant } from './columns'

/**
 * For how long a brand keeps what it may forget, in the unit of the rule (days or months). A rule without a row is as the
 * product has it; null keeps for good. Applied each night by `apply-retention`.
 */
export const retentionRules = pgTable(
  'retention_rules',
  {
    brandId: brandId(),
    rule: text('rule').$type<RetentionRuleName>().notNull(),
    keepFor: integer('keep_for'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.rule] })],
)
