import { bigint, integer, pgTable, varchar } from 'drizzle-orm/pg-core'

/**
 * Counters of the rate limits, in the shape that rate-limiter-flexible writes. Keys name a limit and a keyed hash,
 * never an address or a number in the clear. Rows are worthless once expired; the library sweeps them.
 */
export const rateLimits = pgTable('rate_limits', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint('expire', { mode: 'number' }),
})
