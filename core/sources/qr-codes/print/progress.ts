import { and, eq, inArray } from 'drizzle-orm'
import { qrPrints } from '@/db/schema/qr-codes'
import type { PrintState } from '@/db/states'
import type { BrandContext } from '../../../brands/scope'

export type Print = typeof qrPrints.$inferSelect

export const underWay: PrintState[] = ['waiting', 'drawing', 'checking']

/** Thrown to leave the work when somebody cancelled it. */
export class Cancelled extends Error {
  override name = 'Cancelled'
}

/** Writes down how far a file is, as long as it is under way. @throws Cancelled */
export async function noteDown(
  ctx: BrandContext,
  printId: string,
  change: Partial<Pick<Print, 'state' | 'done' | 'pages' | 'problem' | 'unread' | 'fileKey' | 'byteSize'>>,
): Promise<void> {
  const kept = await ctx.db
    .update(qrPrints)
    .set({ ...change, updatedAt: new Date() })
    .where(
      and(
        eq(qrPrints.brandId, ctx.scope.brandId),
        eq(qrPrints.id, printId),
        inArray(qrPrints.state, underWay),
      ),
    )
    .returning({ id: qrPrints.id })
  if (kept.length === 0) throw new Cancelled()
}

export type Progress = {
  /** Begins to count anew, in another state. */
  begin: (state: PrintState) => void
  add: (codes: number) => void
  /** Waits for what is being written. @throws Cancelled when somebody cancelled meanwhile */
  settle: () => Promise<void>
}

/** Follows the work of threads. What they report while one report is being written is written together. */
export function followPrint(ctx: BrandContext, printId: string): Progress {
  let state: PrintState = 'drawing'
  let done = 0
  let failure: unknown
  let isDue = false
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    if (isDue || failure) return
    isDue = true
    writing = writing.then(async () => {
      isDue = false
      try {
        await noteDown(ctx, printId, { state, done })
      } catch (error) {
        failure = error
      }
    })
  }
  return {
    begin(next) {
      state = next
      done = 0
      write()
    },
    add(codes) {
      done += codes
      write()
    },
    async settle() {
      await writing
      if (failure) throw failure
    },
  }
}
