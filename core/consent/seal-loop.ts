import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { getLog } from '../platform/log'
import { openBrandForSystem } from '../staff/gate'
import { sealLedger } from './seal'

export type SealerInput = {
  db: Db
  /** Aborting lets the seal under way end and then stops. */
  signal: AbortSignal
  restMs?: number
}

/** Seals what was recorded, for all brands, every two seconds until it is told to stop. Any number of these may run. */
export async function runSealer({ db, signal, restMs = 2_000 }: SealerInput): Promise<void> {
  while (!signal.aborted) {
    await sealAll(db)
    await wait(restMs, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

/** The brands that have something to seal, or have never begun. */
async function sealAll(db: Db): Promise<void> {
  const log = getLog('ledger')
  try {
    const due = await db.execute<{ id: string }>(sql`
      select b.id from brands b where exists (select from ledger_pending p where p.brand_id = b.id)
        or not exists (select from ledger_seals s where s.brand_id = b.id)
        or (select s.kind from ledger_seals s where s.brand_id = b.id order by s.position desc limit 1) <> 'recorded'`)
    for (const { id } of due) {
      // One brand's trouble is not the others'.
      try {
        const context = { db, actor: { type: 'system', job: 'seal-ledger' } as const, now: new Date() }
        await sealLedger(await openBrandForSystem(context, id))
      } catch (error) {
        log.error({ brandId: id, err: error }, 'A ledger could not be sealed')
      }
    }
  } catch (error) {
    // The database is away for a moment: what waits then waits still.
    log.error({ err: error }, 'A round of seals broke off')
  }
}
