import { sql } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import type { WebhookKind } from '@/db/states'
import { type Batcher, makeBatcher } from '../platform/batcher'
import { sha256 } from '../platform/crypto'
import { newId } from '../platform/ids'
import { insertMany } from '../platform/insert-many'
import { getLog } from '../platform/log'
import { type CallbackOwner, ownerColumns } from './callback-owner'
import { wakeApplier } from './wake'

type Delivery = {
  owner: CallbackOwner
  /** As it came, for the hash. */
  body: Buffer
  text: string
  kind: WebhookKind
}

type Row = typeof webhookDeliveries.$inferInsert
/** Whether it is new; or why it could not be kept. */
type Stored = { isNew: boolean } | { error: unknown }

const held = new WeakMap<Database, Batcher<Row, Stored>>()

function batcherFor(database: Database): Batcher<Row, Stored> {
  const known = held.get(database)
  if (known) return known
  const made = makeBatcher((rows: Row[]) => storeAll(database, rows), { most: 100, inFlight: 2 })
  held.set(database, made)
  return made
}

/**
 * Keeps a delivery, and wakes the worker. Those that come at the same moment are written in one statement, and the disk is
 * waited for once. Bytes that came before are there already: no second row.
 */
export async function storeDelivery({ owner, body, text, kind }: Delivery): Promise<void> {
  const receivedAt = new Date()
  const id = newId(receivedAt)
  const row = { ...ownerColumns(owner), id, receivedAt, bodyHash: sha256(body), body: text, kind }
  const stored = await batcherFor(getDatabase())(row)
  if ('error' in stored) throw stored.error
  if (stored.isNew) wakeApplier(owner)
}

async function storeAll(database: Database, rows: Row[]): Promise<Stored[]> {
  try {
    const made = await insertMany<typeof webhookDeliveries, { id: string }>(
      database,
      webhookDeliveries,
      rows,
      sql`on conflict do nothing returning id`,
    )
    const ids = new Set(made.map(({ id }) => id))
    return rows.map(({ id }) => ({ isNew: ids.has(id) }))
  } catch (error) {
    if (rows.length === 1) return [{ error }]
    // One delivery may be what the database refuses; alone, it fails alone.
    getLog('webhook').warn({ err: error, count: rows.length }, 'Deliveries were refused; each goes alone')
    return (await Promise.all(rows.map((row) => storeAll(database, [row])))).flat()
  }
}
