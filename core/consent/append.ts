import { consentEvents, consentEvidence } from '@/db/schema/consent'
import { ledgerPending } from '@/db/schema/ledger'
import type { BrandContext } from '../brands/scope'
import { insertMany } from '../platform/insert-many'
import { eventTag, leafRowOf } from './leaf'

export type NewEvent = Omit<typeof consentEvents.$inferInsert, 'seq'> & {
  /** The evidence, sealed under the person's key. */
  sealed: Buffer
}

/**
 * Writes events into the ledger, with their evidence and what the sealer knows them by. The only way in: a row that is
 * written otherwise is never sealed, and named by `npm run ledger:verify`. Call it in the act's own transaction.
 */
export async function appendEvents(ctx: BrandContext, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ sealed: _, ...row }) => row)
  const evidence = events.map(({ brandId, id, subscriberId, sealed }) => ({
    brandId,
    eventId: id,
    subscriberId,
    sealed,
  }))
  const pending = rows.map((row) => ({
    brandId: row.brandId,
    eventId: row.id,
    tag: eventTag(leafRowOf(row)),
  }))
  // Sent together: one after the other on the same connection, without waiting for each answer.
  await Promise.all([
    insertMany(ctx, consentEvents, rows),
    insertMany(ctx, consentEvidence, evidence),
    insertMany(ctx, ledgerPending, pending),
  ])
}
