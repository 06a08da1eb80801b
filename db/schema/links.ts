import { foreignKey, index, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core'
import { messages } from './campaigns'
import { brandId, instant } from './columns'

/**
 * One row each time somebody opened the link under a message of a campaign, through `/l/<token>`. Machines that look ahead
 * (previews, prefetches) are sent on and not written down. Says nothing of who clicked but the message it was; goes with nobody.
 */
export const linkClicks = pgTable(
  'link_clicks',
  {
    brandId: brandId(),
    id: uuid('id').notNull(),
    campaignId: uuid('campaign_id').notNull(),
    /** Null once the brand no longer keeps who it was; then one row a person is left, with the day alone. */
    messageId: uuid('message_id'),
    /** Which button, from 0. */
    button: smallint('button').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.id] }),
    index('link_clicks_message').on(t.brandId, t.messageId, t.at),
    index('link_clicks_campaign').on(t.brandId, t.campaignId, t.messageId),
    index('link_clicks_at').on(t.brandId, t.at),
    foreignKey({
      columns: [t.brandId, t.messageId],
      foreignColumns: [messages.brandId, messages.id],
      name: 'link_clicks_message_fk',
    }),
  ],
)
