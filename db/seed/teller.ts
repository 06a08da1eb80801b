import type { BrandContext } from '@/core/brands/scope'
import type { Actor } from '@/core/platform/context'
import { openBrand } from '@/core/staff/gate'
import type { Db } from '../client'
import { type DemoBrand, demoBrandSlug } from './brand'
import type { Calendar } from './calendar'

/** Tells the story: contexts for those who act in it, at the time at which they act. */
export type Teller = {
  brand: DemoBrand
  calendar: Calendar
  /** The database, or the transaction that is open now. */
  readonly db: Db
  /** One transaction for what several people do: their statements leave together, which saves most of the waiting. */
  together: (work: () => Promise<unknown>) => Promise<void>
  accountId: string
  /** A machine, a webhook or a visitor. */
  as: (actor: Exclude<Actor, { type: 'staff' }>, at: Date) => BrandContext
  /** Somebody of the shop: 0 the owner, 1 the marketer. */
  asStaff: (person: 0 | 1, at: Date) => Promise<BrandContext>
  webhook: (at: Date) => BrandContext
}

/** @param ctx the brand, opened for a machine */
export function makeTeller(
  ctx: BrandContext,
  brand: DemoBrand,
  calendar: Calendar,
  accountId: string,
): Teller {
  let db = ctx.db
  const as: Teller['as'] = (actor, at) => ({ ...ctx, db, actor, now: at })
  return {
    brand,
    calendar,
    get db() {
      return db
    },
    together: (work) =>
      ctx.db.transaction(async (open) => {
        db = open
        try {
          await work()
        } finally {
          db = ctx.db
        }
      }),
    accountId,
    as,
    webhook: (at) => as({ type: 'webhook', accountId }, at),
    asStaff: (person, at) =>
      openBrand(
        { db, actor: { type: 'staff', staffId: brand.staffIds[person] as string }, now: at },
        demoBrandSlug,
      ),
  }
}
