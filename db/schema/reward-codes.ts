import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { brandId, instant } from './columns'
import { landingPages } from './landing-pages'
import { subscribers } from './subscribers'

/**
 * Codes that a page gives to who signed up on it, each to one person and once: `subscriber_id` and `given_at` are set
 * together and never again. A person has one code a page, however often they sign up.
 */
export const rewardCodes = pgTable(
  'reward_codes',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    landingPageId: uuid('landing_page_id').notNull(),
    code: text('code').notNull(),
    subscriberId: uuid('subscriber_id'),
    givenAt: instant('given_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    unique('reward_codes_code').on(t.brandId, t.landingPageId, t.code),
    uniqueIndex('reward_codes_person')
      .on(t.brandId, t.landingPageId, t.subscriberId)
      .where(sql`subscriber_id is not null`),
    // The next one to give, in the order of the list.
    index('reward_codes_left').on(t.brandId, t.landingPageId, t.id).where(sql`given_at is null`),
    foreignKey({
      columns: [t.brandId, t.landingPageId],
      foreignColumns: [landingPages.brandId, landingPages.id],
      name: 'reward_codes_page',
    }),
    foreignKey({
      columns: [t.brandId, t.subscriberId],
      foreignColumns: [subscribers.brandId, subscribers.id],
      name: 'reward_codes_subscriber',
    }),
  ],
)
