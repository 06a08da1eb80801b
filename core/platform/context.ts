import type { Db } from '@/db/client'

/** Who does it. Everything that writes says so, people, subscribers and machines alike. */
export type Actor =
  | { type: 'staff'; staffId: string }
  | { type: 'subscriber'; subscriberId: string }
  | { type: 'visitor' }
  | { type: 'webhook'; accountId: string }
  | { type: 'system'; job: string }
  | { type: 'api-key'; apiKeyId: string }

/** What a command or read needs from outside: where to write, who acts, and what time it is. */
export type Context = {
  /** The database, or the transaction that a caller has opened already. */
  db: Db
  actor: Actor
  now: Date
}

/** The id that belongs in `actor_id`, where the actor has one. */
export function actorId(actor: Actor): string | null {
  switch (actor.type) {
    case 'staff':
      return actor.staffId
    case 'subscriber':
      return actor.subscriberId
    case 'webhook':
      return actor.accountId
    case 'system':
      return actor.job
    case 'api-key':
      return actor.apiKeyId
    case 'visitor':
      return null
  }
}

/**
 * Runs `work` in one transaction (a savepoint inside an open one). The context it passes on carries the
 * transaction, so that everything `work` calls joins it.
 */
export function inTransaction<C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx }))
}
