import { sql } from 'drizzle-orm'
import { type Moment, marketingOnly, type PolicyRule } from '../rule'

/** They wrote something that reads almost like STOP, and nobody has judged it yet. */
export const waitingForJudgment = {
  reason: 'waiting_for_judgment',
  source:
    'WhatsApp Business Messaging Policy: every request to stop is honoured, in whichever words it comes',
  appliesTo: marketingOnly,
  condition: (p: Moment) => sql`(exists (select 1 from opt_out_reviews
    where opt_out_reviews.brand_id = ${p.brandId}::uuid and opt_out_reviews.subscriber_id = subscribers.id
      and opt_out_reviews.settled_at is null))`,
} satisfies PolicyRule
