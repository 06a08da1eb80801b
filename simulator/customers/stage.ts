import { randomBytes } from 'node:crypto'
import type { Store } from '../store/store'
import type { Time } from '../time'
import type { Delivery } from '../webhooks/deliver'
import type { WireLog } from '../wire-log'

/** What people and WhatsApp's rules act on. */
export type Stage = {
  store: Store
  log: WireLog
  delivery: Delivery
  time: Time
  seed: number
  keepHistory: boolean
}

/** Lets `step` happen to `ref`, a message, template or account, at `dueAt` of the simulated clock. */
export type AddPlan = (dueAt: number, step: string, ref: string) => void

// Random bytes are fetched for many ids at once: one call each would cost more than the rest of an id.
const idBytes = 27
let pool = Buffer.alloc(0)
let used = 0

export function newMessageId(): string {
  if (used + idBytes > pool.length) {
    pool = randomBytes(idBytes * 512)
    used = 0
  }
  used += idBytes
  return `wamid.HBgL${pool.toString('base64url', used - idBytes, used)}`
}
