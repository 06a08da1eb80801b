import { sql } from 'drizzle-orm'
import { getDatabase } from '@/db/client'
import type { WebhookRefusal } from '@/db/states'
import { getLog } from '../platform/log'
import { type CallbackOwner, ownerColumns, ownerKey } from './callback-owner'

type Pending = { owner: CallbackOwner; reason: WebhookRefusal; count: number; lastAt: Date }

/** How long counts gather before they are written. */
const gatherMs = 1_000

// On globalThis, because Next's bundle loads this module anew in the same process.
const held = globalThis as { vinkjeRefusals?: { pending: Map<string, Pending>; timer?: NodeJS.Timeout } }

const keyOf = ({ owner, reason }: Pick<Pending, 'owner' | 'reason'>) => `${ownerKey(owner)} ${reason}`

const state = () => {
  held.vinkjeRefusals ??= { pending: new Map() }
  return held.vinkjeRefusals
}

/**
 * Counts a call that was turned away. Costs no query: counts gather in memory, one entry an address and reason, and are
 * written within a second, so a flood of forged calls is one small write a second.
 */
export function countRefusal(owner: CallbackOwner, reason: WebhookRefusal, now: Date = new Date()): void {
  const { pending } = state()
  const key = keyOf({ owner, reason })
  const before = pending.get(key)
  pending.set(key, {
    owner,
    reason,
    count: (before?.count ?? 0) + 1,
    lastAt: now,
  })
  later()
}

function later(): void {
  const held = state()
  held.timer ??= setTimeout(() => {
    flushRefusals().catch((error: unknown) => {
      getLog('webhook').error({ err: error }, 'refusals could not be written down; kept for the next try')
      later()
    })
  }, gatherMs).unref()
}

/** Writes what was counted so far. Call it before the process ends. When the database is away the counts are kept. */
export async function flushRefusals(): Promise<void> {
  const held = state()
  clearTimeout(held.timer)
  delete held.timer
  const counted = [...held.pending.values()]
  if (counted.length === 0) return
  held.pending.clear()
  try {
    await write(counted)
  } catch (error) {
    for (const one of counted) {
      const key = keyOf(one)
      const since = held.pending.get(key)
      held.pending.set(key, since ? { ...since, count: since.count + one.count } : one)
    }
    throw error
  }
}

async function write(counted: Pending[]): Promise<void> {
  const rows = counted.map(({ owner, reason, count, lastAt }) => {
    const { brandId, accountId, channel } = ownerColumns(owner)
    return {
      ...{ brand_id: brandId, account_id: accountId, channel },
      ...{ reason, count, last_at: lastAt.toISOString() },
    }
  })
  await getDatabase().db.execute(sql`
    insert into webhook_refusals (brand_id, account_id, channel, day, reason, count, last_at)
    select n.brand_id, n.account_id, n.channel, (n.last_at at time zone brands.time_zone)::date, n.reason, n.count,
      n.last_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(brand_id uuid, account_id uuid, channel text, reason text, count int, last_at timestamptz)
    join brands on brands.id = n.brand_id
    order by n.account_id, n.channel, n.brand_id, n.reason
    on conflict (brand_id, account_id, channel, day, reason) do update set
      count = webhook_refusals.count + excluded.count,
      last_at = greatest(webhook_refusals.last_at, excluded.last_at)`)
}
