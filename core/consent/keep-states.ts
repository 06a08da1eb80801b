import { and, eq, sql } from 'drizzle-orm'
import { consentProjections } from '@/db/schema/consent'
import type { BrandContext } from '../brands/scope'
import { insertMany } from '../platform/insert-many'
import type { TopicConsent } from './rules'

/** What the ledger says of one person and one topic, as a row. */
export type TopicState = TopicConsent & { brandId: string; subscriberId: string; topicId: string }

/** What a newer fold replaces. */
const newer = sql.raw(
  ['state', 'since', 'given_at', 'confirmed_at', 'withdrawn_at', 'source_kind']
    .concat('landing_page_version_id', 'qr_code_id', 'last_event_id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', '),
)

/**
 * Writes what the fold came to, by person and topic. Null: nothing is said about that topic any more, the person turned out
 * to be somebody else.
 */
export async function keepStates(
  ctx: BrandContext,
  before: ReadonlyMap<string, TopicState>,
  after: ReadonlyMap<string, TopicState | null>,
): Promise<void> {
  const states = [...after.values()].filter((state) => state !== null)
  await insertMany(
    ctx,
    consentProjections,
    states,
    sql`on conflict (brand_id, subscriber_id, topic_id) do update set ${newer}`,
  )
  for (const [place, state] of after) {
    const over = state === null && before.get(place)
    if (!over) continue
    await ctx.db
      .delete(consentProjections)
      .where(
        and(
          eq(consentProjections.brandId, over.brandId),
          eq(consentProjections.subscriberId, over.subscriberId),
          eq(consentProjections.topicId, over.topicId),
        ),
      )
  }
}
