import { createSafeActionClient } from 'next-safe-action'
import { z } from 'zod'
import { AppError, type ErrorCode } from '@/core/platform/errors'
import { getLog } from '@/core/platform/log'
import { openBrand } from '@/core/staff/gate'
import { requireStaff } from './session'

export type ActionProblem = {
  code: ErrorCode
  field?: string | undefined
  params?: Record<string, string | number>
}

/** Expected failures cross to the browser as a code; anything else is logged here and never shown. */
const client = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError(error): ActionProblem {
    if (error instanceof AppError) return { code: error.code, field: error.field, params: error.params }
    getLog('web').error({ err: error }, 'an action failed')
    return { code: 'unavailable' }
  },
})

/** An action without a session: signing in. */
export const visitorAction = client

/** An action of the person who is signed in. `ctx.staffCtx` is outside any brand. */
export const staffAction = client.use(async ({ next }) => next({ ctx: { staffCtx: await requireStaff() } }))

const brandInput = z.object({ brand: z.string() })

/**
 * An action inside a brand. The input schema must contain `brand`, the slug; `ctx.brandCtx` is that brand opened for
 * the person who acts, asked of the database anew for every call.
 */
export const brandAction = staffAction.use(async ({ next, ctx, clientInput }) => {
  const parsed = brandInput.safeParse(clientInput)
  if (!parsed.success) throw new AppError('not-found')
  return next({ ctx: { brandCtx: await openBrand(ctx.staffCtx, parsed.data.brand) } })
})
