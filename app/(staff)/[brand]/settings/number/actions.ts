'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { brandAction } from '@/app/safe-action'
import { connectNumber, testAgain } from '@/core/providers/connection/connect-number'
import { renewVerifyToken, startConnection } from '@/core/providers/connection/pending'
import { renewCmCallback } from '@/core/providers/connection/renew-cm-callback'
import { connectionOptions } from '@/core/providers/connection/schema'
import { connectSimulatorCm, connectSimulatorNumber } from '@/core/providers/connection/simulator-number'
import { testConnection } from '@/core/providers/connection/test-connection'

const brand = { brand: z.string() }
const [meta, simulator, cm] = connectionOptions
const pasted = z.discriminatedUnion('provider', [
  meta.extend(brand),
  simulator.extend(brand),
  cm.extend(brand),
])

/** Opens a callback address for a new number, or for changing the keys of the one in use. */
export const start = brandAction
  .inputSchema(z.object({ ...brand, webhookKey: z.string().optional() }))
  .action(({ parsedInput: { webhookKey }, ctx }) =>
    startConnection(ctx.brandCtx, webhookKey ? { webhookKey } : {}),
  )

export const renewToken = brandAction
  .inputSchema(z.object({ ...brand, connectionKey: z.string() }))
  .action(async ({ parsedInput: { connectionKey }, ctx }) => {
    await renewVerifyToken(ctx.brandCtx, { connectionKey })
    refresh()
  })

// What was pasted goes in; only verdicts and what WhatsApp says of the number come out.
export const test = brandAction
  .inputSchema(pasted)
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => testConnection(ctx.brandCtx, input))

export const connect = brandAction
  .inputSchema(pasted)
  .action(({ parsedInput: { brand: _, ...input }, ctx }) => connectNumber(ctx.brandCtx, input))

export const connectSimulator = brandAction
  .inputSchema(z.object(brand))
  .action(({ ctx }) => connectSimulatorNumber(ctx.brandCtx))

export const connectSimulatorAsCm = brandAction
  .inputSchema(z.object(brand))
  .action(({ ctx }) => connectSimulatorCm(ctx.brandCtx))

export const testKept = brandAction.inputSchema(z.object(brand)).action(async ({ ctx }) => {
  const report = await testAgain(ctx.brandCtx)
  refresh()
  return report
})

export const renewCallback = brandAction
  .inputSchema(z.object(brand))
  .action(({ ctx }) => renewCmCallback(ctx.brandCtx))
