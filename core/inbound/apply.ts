import { and, eq, sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import type { WebhookKind } from '@/db/states'
import { openBrandForSystem } from '../staff/gate'
import { type Attempts, attemptAll, isPassing } from './attempts'
import { type CallbackOwner, isOwnedBy, ownerKey } from './callback-owner'
import type { ParsedDelivery, StoredDelivery } from './delivery'
import { parseDelivery } from './parse-delivery'
import { parseSmsDelivery } from './parse-sms'
import { openReceivers } from './receivers'
import { applyStatusUpdates, type InboundStatus } from './statuses'

/** So much of the backlog is looked at together: statuses of all of it go into few statements. */
const windowDeliveries = 500
const windowBytes = 4 * 1024 * 1024
const statusesTogether = 2_000

/** After so long the job ends and asks for another one, so that a stop of the worker never waits for a busy evening. */
const enoughMs = 20_000

type Drain = CallbackOwner & { db: PostgresJsDatabase; now?: Date }

/**
 * Applies all stored deliveries to an address that were not applied yet, in order of arrival. One at a time does so:
 * the lock is the connection's, so a worker that is killed lets go of it at once.
 *
 * A window of the backlog is read together. Its statuses go first, hundreds in one statement, since what they come to
 * does not depend on order; then each message and notice by itself, in order. All of it can be done twice without harm
 * (a message is unique by WhatsApp's id, statuses only move up, older news is ignored), so a worker that dies in the
 * middle loses and doubles nothing. What cannot be understood is noted on the delivery; a database that is away or
 * busy is thrown, and the job tries again.
 * @returns how many were applied, and whether there may be more
 */
export function applyPendingWebhooks(input: Drain): Promise<{ applied: number; more: boolean }> {
  const { db } = input
  return db.transaction(async (lock) => {
    await lock.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks:${ownerKey(input)}`}, 0))`,
    )
    const started = performance.now()
    for (let applied = 0; ; ) {
      const deliveries = await readWindow(input)
      if (deliveries.length === 0) return { applied, more: false }
      await applyWindow(input, deliveries.map(await openReader(input)))
      applied += deliveries.length
      if (performance.now() - started > enoughMs) return { applied, more: true }
    }
  })
}

/** Who understands what came to this address. */
async function openReader(input: Drain): Promise<(delivery: StoredDelivery) => ParsedDelivery> {
  const { db, brandId, accountId, channel, now = new Date() } = input
  if (accountId) {
    const receivers = await openReceivers({ db, brandId, accountId, now })
    return (delivery) => parseDelivery(delivery, receivers)
  }
  const actor = { type: 'webhook', accountId: channel ?? '' } as const
  const ctx = await openBrandForSystem({ db, actor, now }, brandId)
  return (delivery) => parseSmsDelivery(ctx, delivery)
}

async function readWindow(input: Drain): Promise<StoredDelivery[]> {
  const rows = await input.db.execute<{
    id: string
    received_at: string
    body: string
    kind: WebhookKind
  }>(sql`
    with oldest as (
      select id, received_at, kind, coalesce(body, '') as body from webhook_deliveries
      where ${isOwnedBy(input)} and applied_at is null
      order by received_at, id limit ${windowDeliveries}::int
    ), weighed as (
      select id, received_at, sum(octet_length(body)) over (order by received_at, id) - octet_length(body) as before
      from oldest
    )
    select oldest.id, oldest.received_at, oldest.body, oldest.kind
    from oldest join weighed on weighed.id = oldest.id
    where weighed.before < ${windowBytes}::int
    order by oldest.received_at, oldest.id`)
  return rows.map(({ id, received_at, body, kind }) => ({
    id,
    body,
    kind,
    receivedAt: new Date(received_at),
  }))
}

async function applyWindow(input: Drain, parsed: ParsedDelivery[]): Promise<void> {
  await applyStatusesOf(parsed)
  const done = parsed.filter(({ acts }) => acts.length === 0)
  await markApplied(input, done)
  for (const delivery of parsed) {
    if (delivery.acts.length === 0) continue
    await attemptAll(delivery, delivery.acts)
    await markApplied(input, [delivery])
  }
}

/** Together where it goes well. Where one status spoils it for all, each delivery by itself, and the problem is its own. */
async function applyStatusesOf(parsed: readonly ParsedDelivery[]): Promise<void> {
  const all = parsed.flatMap((delivery) =>
    delivery.statuses.flatMap(({ receiver, updates }) =>
      updates.map((update) => ({ delivery, receiver, update })),
    ),
  )
  for (const receiver of new Set(all.map((one) => one.receiver))) {
    const mine = all.filter((one) => one.receiver === receiver)
    for (let from = 0; from < mine.length; from += statusesTogether) {
      const some = mine.slice(from, from + statusesTogether)
      const apply = (updates: InboundStatus[]) =>
        applyStatusUpdates(receiver.ctx, receiver.accountId, updates)
      try {
        await apply(some.map(({ update }) => update))
      } catch (error) {
        if (isPassing(error)) throw error
        for (const delivery of new Set(some.map((one) => one.delivery))) {
          const own = some.filter((one) => one.delivery === delivery).map(({ update }) => update)
          await attemptAll(delivery, [{ what: 'statuses', work: () => apply(own) }])
        }
      }
    }
  }
}

async function markApplied(
  { db, brandId, now }: Drain,
  deliveries: readonly (Attempts & { id: string })[],
): Promise<void> {
  const appliedAt = now ?? new Date()
  const clean = deliveries.filter(({ problems }) => problems.length === 0)
  if (clean.length > 0) {
    const ids = sql.param(`{${clean.map(({ id }) => id).join()}}`)
    await db.execute(sql`update webhook_deliveries set applied_at = ${appliedAt.toISOString()}::timestamptz
      where brand_id = ${brandId}::uuid and id = any(${ids}::uuid[])`)
  }
  for (const { id, problems } of deliveries.filter((one) => one.problems.length > 0)) {
    await db
      .update(webhookDeliveries)
      .set({ appliedAt, problems })
      .where(and(eq(webhookDeliveries.brandId, brandId), eq(webhookDeliveries.id, id)))
  }
}
