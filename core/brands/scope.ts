import type { Role } from '@/db/states'
import type { Context } from '../platform/context'

declare const minted: unique symbol

/**
 * The proof that somebody may look into a brand. Only the permission gate makes one (`core/staff/gate.ts`), and
 * every brand-scoped read and write asks for one, so that a forgotten check is a type error.
 */
export type BrandScope = {
  readonly brandId: string
  readonly slug: string
  /** `system` for the worker, webhooks and people acting for themselves: they have no role, only a task. */
  readonly role: Role | 'system'
  readonly [minted]: true
}

/** A context inside one brand. */
export type BrandContext = Context & { scope: BrandScope }
