import { getDatabase } from '@/db/client'
import { addJob } from '../platform/jobs'
import { getLog } from '../platform/log'
import { type CallbackOwner, ownerKey } from './callback-owner'

/** Deliveries that come within this time of each other wake the worker once. */
const gatherMs = 25

// On globalThis, because Next's bundle loads this module anew in the same process.
const held = globalThis as { vinkjeWakes?: Map<string, { owner: CallbackOwner; timer: NodeJS.Timeout }> }

const wakes = () => {
  held.vinkjeWakes ??= new Map()
  return held.vinkjeWakes
}

/**
 * Asks the worker to apply what was stored for an address. Called after the delivery was committed, so no delivery's
 * transaction waits for the one row that a waiting job is. Should this process die in between, the worker's look at all
 * of them, once a minute, finds the delivery all the same.
 */
export function wakeApplier(owner: CallbackOwner): void {
  const key = ownerKey(owner)
  if (wakes().has(key)) return
  const timer = setTimeout(() => {
    wakes().delete(key)
    addApplyJob(owner).catch((error: unknown) => {
      getLog('webhook').error({ err: error, ...owner }, 'the worker could not be woken; it looks by itself')
    })
  }, gatherMs)
  wakes().set(key, { owner, timer })
}

/** Wakes the worker now for what would have done so in a moment. Call it before the process ends. */
export async function flushWakes(): Promise<void> {
  const waiting = [...wakes().values()]
  wakes().clear()
  for (const { owner, timer } of waiting) {
    clearTimeout(timer)
    await addApplyJob(owner)
  }
}

/** One waiting job an address. One that runs already may have had its last look, so another is added beside it. */
export async function addApplyJob(owner: CallbackOwner): Promise<void> {
  await addJob(getDatabase(), 'apply-webhooks', owner, {
    key: `apply-webhooks:${ownerKey(owner)}`,
    keyMode: 'preserve_run_at',
  })
}
