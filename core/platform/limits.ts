import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { type Database, getDatabase } from '@/db/client'
import { keyedHash } from './crypto'
import { limitStore } from './limit-store'

type Limit = {
  /** So many in so many seconds; what comes after has to wait for the end of that time. */
  points: number
  perSeconds: number
  /** `shared` holds over all processes (Postgres); `process` is for what must not cost a query. */
  kept: 'shared' | 'process'
}

/** Every rate limit of the product. The key that each counts by is said beside it. */
export const limits = {
  /** By network: public pages that have to ask the database. A page served from memory costs less than counting it. */
  'page-view': { points: 600, perSeconds: 60, kept: 'process' },
  /** By network: a shop's own Wi-Fi may bring a queue of people, a script brings thousands. */
  'sign-up-network': { points: 60, perSeconds: 600, kept: 'shared' },
  /** By number: nobody needs more tries, and a stranger cannot flood somebody else's sign-up. */
  'sign-up-number': { points: 6, perSeconds: 3600, kept: 'shared' },
  /** By network: above it codes still lead to their page, but are no longer counted as scans. */
  'qr-redirect': { points: 300, perSeconds: 60, kept: 'process' },
  /** By network: deliveries with an unknown key or a bad signature. Good ones are never turned away. */
  webhook: { points: 300, perSeconds: 60, kept: 'process' },
  /** By key: calls of the API. Ten a second carry over a list of 36,000 in an hour. */
  'api-key': { points: 600, perSeconds: 60, kept: 'shared' },
  /** By network: calls of the API with a wrong key. */
  'api-refused': { points: 60, perSeconds: 60, kept: 'process' },
  /** By network: the subscriber's own page, right and wrong addresses. */
  'own-page': { points: 240, perSeconds: 60, kept: 'process' },
  /** By person: receipts asked for on their own page. Each draws the pages they saw. */
  'own-receipt': { points: 12, perSeconds: 600, kept: 'process' },
  /** By brand: test messages that staff send to themselves. */
  'channel-test': { points: 10, perSeconds: 600, kept: 'shared' },
  /** By network: receipts that are checked. A check costs a few queries. */
  verify: { points: 30, perSeconds: 60, kept: 'process' },
  /** By brand: checks whether an own domain leads here. Each of them calls somebody's server. */
  'domain-check': { points: 20, perSeconds: 600, kept: 'shared' },
  /** By network: tries to sign in, right or wrong. */
  'sign-in-address': { points: 30, perSeconds: 600, kept: 'shared' },
  /** By e-mail address, known here or not: as many and as long as the lock on an account, so that neither tells the other apart. */
  'sign-in-email': { points: 8, perSeconds: 900, kept: 'shared' },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

export type Taken = {
  allowed: boolean
  /** How long to wait, 0 when allowed. */
  retryAfterMs: number
}

type Limiter = RateLimiterMemory | RateLimiterPostgres

function makeLimiter(name: LimitName, database: Database): Limiter {
  const { points, perSeconds, kept } = limits[name]
  const options = { keyPrefix: name, points, duration: perSeconds }
  if (kept === 'process') return new RateLimiterMemory(options)
  return new RateLimiterPostgres({
    ...options,
    storeClient: limitStore(database),
    storeType: 'client',
    tableName: 'rate_limits',
    // Our migrations make the table.
    tableCreated: true,
  })
}

const held = globalThis as { vinkjeLimiters?: WeakMap<Database, Map<LimitName, Limiter>> }

function limiterFor(name: LimitName, database: Database): Limiter {
  held.vinkjeLimiters ??= new WeakMap()
  let limiters = held.vinkjeLimiters.get(database)
  if (!limiters) {
    limiters = new Map()
    held.vinkjeLimiters.set(database, limiters)
  }
  let limiter = limiters.get(name)
  if (!limiter) {
    limiter = makeLimiter(name, database)
    limiters.set(name, limiter)
  }
  return limiter
}

/**
 * Takes one from a limit.
 * @param key what the limit counts by (an address, a number); stored as a keyed hash only.
 */
export async function takeFrom(
  name: LimitName,
  key: string,
  database: Database = getDatabase(),
): Promise<Taken> {
  const hashed = limits[name].kept === 'process' ? key : keyedHash('rate-limit', key).toString('base64url')
  try {
    await limiterFor(name, database).consume(hashed)
    return { allowed: true, retryAfterMs: 0 }
  } catch (refused) {
    // The library rejects with a result when the limit is reached, and with an Error when its store fails.
    if (refused instanceof RateLimiterRes) return { allowed: false, retryAfterMs: refused.msBeforeNext }
    throw refused
  }
}

/** Gives back all that was taken under this key, for example after signing in. */
export async function forgetTaken(
  name: LimitName,
  key: string,
  database: Database = getDatabase(),
): Promise<void> {
  const hashed = limits[name].kept === 'process' ? key : keyedHash('rate-limit', key).toString('base64url')
  await limiterFor(name, database).delete(hashed)
}
