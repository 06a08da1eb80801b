import { getDatabase } from '@/db/client'
import { addJob } from '../platform/jobs'
import { getLog } from '../platform/log'

/** Deliveries that come within this time of each other wake the worker once. */
const gatherMs = 25

type Waiting = { brandId: string; accountId: string }

// On globalThis, because Next's bundle loads this module anew in the same process.
const held = globalThis as { vinkjeWakes?: Map<string, { account: Waiting; timer: NodeJS.Timeout }> }

const wakes = () => {
  held.vinkjeWakes ??= new Map()
  return held.vinkjeWakes
}

/**
 * Asks the worker to apply what was stored for an account. Called after the delivery was committed, so no delivery's
 * transaction waits for the one row that a waiting job is. Should this process die in between, the worker's look at all
 * accounts, once a minute, finds the delivery all the same.
 */
export function wakeApplier(account: Waiting): void {
  const { accountId } = account
  if (wakes().has(accountId)) return
  const timer = setTimeout(() => {
    wakes().delete(accountId)
    addApplyJob(account).catch((error: unknown) => {
      getLog('webhook').error({ err: error, ...account }, 'the worker could not be woken; it looks by itself')
    })
  }, gatherMs)
  wakes().set(accountId, { account, timer })
}

/** Wakes the worker now for what would have done so in a moment. Call it before the process ends. */
export async function flushWakes(): Promise<void> {
  const waiting = [...wakes().values()]
  wakes().clear()
  for (const { account, timer } of waiting) {
    clearTimeout(timer)
    await addApplyJob(account)
  }
}

/** One waiting job an account. One that runs already may have had its last look, so another is added beside it. */
export async function addApplyJob({ brandId, accountId }: Waiting): Promise<void> {
  await addJob(
    getDatabase(),
    'apply-webhooks',
    { brandId, accountId },
    { key: `apply-webhooks:${accountId}`, keyMode: 'preserve_run_at' },
  )
}
