'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { requestLedgerCheck } from '@/core/consent/verify/checks'

/** Asks for a check of the whole ledger; a job does it. */
export const checkNow = brandAction.inputSchema(z.object({ brand: z.string() })).action(async ({ ctx }) => {
  await requestLedgerCheck(ctx.brandCtx)
  refresh()
})
