'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { withdrawConsent } from '@/core/consent/withdraw'
import { revealNumber } from '@/core/subscribers/commands'
import { eraseSubscriber } from '@/core/subscribers/erase'

const onePerson = z.object({ brand: z.string(), subscriberId: z.uuid() })

/** Shows one whole number. Leaves an audit row. */
export const reveal = brandAction
  .inputSchema(onePerson)
  .action(({ parsedInput: { subscriberId }, ctx }) => revealNumber(ctx.brandCtx, { subscriberId }))

/** Takes a person's consent back on their word, for everything that stands. */
export const withdraw = brandAction
  .inputSchema(onePerson)
  .action(async ({ parsedInput: { subscriberId }, ctx }) => {
    const result = await withdrawConsent(ctx.brandCtx, {
      subscriberId,
      method: 'staff_entry',
      source: { kind: 'staff' },
      evidence: {},
    })
    refresh()
    return result
  })

/** Erases a person at their request. Cannot be undone. */
export const erase = brandAction
  .inputSchema(onePerson)
  .action(({ parsedInput: { subscriberId }, ctx }) =>
    eraseSubscriber(ctx.brandCtx, { subscriberId, via: 'staff' }),
  )
