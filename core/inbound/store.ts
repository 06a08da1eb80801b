import { sql } from 'drizzle-orm'
import { getDatabase } from '@/db/client'
import type { WebhookKind } from '@/db/states'
import { sha256 } from '../platform/crypto'
import { newId } from '../platform/ids'
import type { Account } from '../providers/accounts'
import { wakeApplier } from './wake'

type Delivery = {
  account: Pick<Account, 'brandId' | 'id'>
  /** As it came, for the hash. */
  body: Buffer
  text: string
  kind: WebhookKind
}

/** Keeps a delivery in one statement, and wakes the worker. Bytes that came before are there already: no second row. */
export async function storeDelivery({ account, body, text, kind }: Delivery): Promise<void> {
  const now = new Date()
  const { brandId, id: accountId } = account
  const stored = await getDatabase().db.execute(sql`
    insert into webhook_deliveries (brand_id, id, account_id, received_at, body_hash, body, kind)
    values (${brandId}, ${newId(now)}, ${accountId}, ${now.toISOString()}, ${sha256(body)}, ${text}, ${kind})
    on conflict do nothing`)
  if (stored.count > 0) wakeApplier({ brandId, accountId })
}
