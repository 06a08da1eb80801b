import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { Db } from '@/db/client'
import { finishDoneCampaigns } from '../campaigns/progress'
import { AppError } from '../platform/errors'
import { addJob } from '../platform/jobs'
import { getLog } from '../platform/log'
import { type Account, listAllAccounts } from '../providers/accounts'
import { closeProviders, providerFor } from '../providers/whatsapp/registry'
import { openBrandForSystem } from '../staff/gate'
import { expireLeases } from './leases'
import { dispatchBatch } from './send-batch'

export type DispatcherInput = {
  db: Db
  /** Listens for the wake-up call `dispatch`. */
  sql: Sql
  /** Aborting lets the batches under way end and then stops. */
  signal: AbortSignal
  /** How long to rest when nothing is due and nobody calls. */
  restMs?: number
  /** Messages a batch, and so the most that are uncertain after a kill. */
  batch?: number
  perSecond?: number
}

/** How often leases are looked after, a brand. */
const leaseCheckMs = 10_000

/**
 * Sends what is due for all brands until it is told to stop. Every account gets a batch in turn, all of them side by
 * side, so that a large campaign of one brand keeps no other waiting. Any number of these may run.
 */
export async function runDispatcher(input: DispatcherInput): Promise<void> {
  const { signal, restMs = 1_000 } = input
  let called = false
  let wake: () => void = () => undefined
  const listening = await input.sql.listen('dispatch', () => {
    called = true
    wake()
  })
  const lookedAfter = new Map<string, number>()
  try {
    while (!signal.aborted) {
      called = false
      const busy = await serveAll(input, lookedAfter)
      if (busy || called || signal.aborted) continue
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      await Promise.race([woken, rest(restMs, signal)])
    }
  } finally {
    await listening.unlisten()
    await closeProviders()
  }
}

/** A batch for everybody. Returns whether there may be more at once. */
async function serveAll(input: DispatcherInput, lookedAfter: Map<string, number>): Promise<boolean> {
  const log = getLog('dispatch')
  try {
    const accounts = await listAllAccounts(input)
    const busy = await Promise.all(
      accounts.map((account) =>
        serve(input, account, lookedAfter).catch((error: unknown) => {
          // One brand's trouble (a row that cannot be read) is not the others'.
          log.error({ accountId: account.id, err: error }, 'A batch broke off')
          return false
        }),
      ),
    )
    return busy.includes(true)
  } catch (error) {
    // The database is away for a moment: what is due then is due still.
    log.error({ err: error }, 'A round broke off')
    return false
  }
}

/** Waits, or less when the signal comes. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** One batch of one account. Returns whether there may be more at once. */
async function serve(
  input: DispatcherInput,
  account: Account,
  lookedAfter: Map<string, number>,
): Promise<boolean> {
  const log = getLog('dispatch')
  const { db, batch = 40, perSecond = 40 } = input
  const system = { db, actor: { type: 'system', job: 'dispatch' } as const, now: new Date() }
  const ctx = await openBrandForSystem(system, account.brandId)
  if (Date.now() - (lookedAfter.get(account.id) ?? 0) >= leaseCheckMs) {
    lookedAfter.set(account.id, Date.now())
    const lost = await expireLeases(ctx)
    if (lost.length > 0)
      log.warn({ accountId: account.id, messageIds: lost }, 'Leases ran out: uncertain now')
  }
  const provider = openProvider(account)
  if (!provider) return false
  const result = await dispatchBatch(ctx, { provider, account, limit: batch, perSecond })
  const moved = result.claimed + result.skipped
  if (moved > 0) {
    log.info({ accountId: account.id, ...result }, 'Batch')
    await addJob(
      ctx,
      'refresh-roll-ups',
      { brandId: account.brandId },
      { key: `roll-ups:${account.brandId}`, keyMode: 'preserve_run_at', runAt: new Date(Date.now() + 2_000) },
    )
  }
  const { finished } = await finishDoneCampaigns({ ...ctx, now: new Date() })
  if (finished.length > 0) log.info({ campaignIds: finished }, 'Done')
  return moved > 0
}

/** An account whose keys cannot be opened (the server's key was changed) sends nothing, and says so once a round. */
function openProvider(account: Account) {
  try {
    return providerFor(account)
  } catch (error) {
    getLog('dispatch').error(
      { accountId: account.id, code: error instanceof AppError ? error.code : 'keys-unreadable' },
      'The keys of this account cannot be opened',
    )
    return undefined
  }
}
