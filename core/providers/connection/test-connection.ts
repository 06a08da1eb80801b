import type { BrandContext } from '../../brands/scope'
import { requirePermission } from '../../staff/gate'
import { callbackUrl } from '../connect'
import { openCloudApi } from '../whatsapp/cloud-api'
import type { NumberInfo } from '../whatsapp/types'
import { checkCm } from './check-cm'
import { checkGraph, verdict } from './check-graph'
import { checkOwnCallback } from './check-webhook'
import { type PreparedCm, type PreparedGraph, prepareCm, prepareGraph } from './prepare'
import { type ConnectionInput, type ConnectionReport, connectionSchema, type TestedNumber } from './schema'

/**
 * Tests what staff pasted, a verdict a step. Reads only: nothing is saved here and nothing changes at WhatsApp.
 * @throws AppError `not-allowed`, `secret-missing`, `connection-expired`
 */
export async function testConnection(ctx: BrandContext, input: ConnectionInput): Promise<ConnectionReport> {
  requirePermission(ctx, 'brand.write')
  const connection = connectionSchema.parse(input)
  if (connection.provider === 'cm') return testCm(ctx, await prepareCm(ctx, connection))
  const { report } = await testGraph(ctx, await prepareGraph(ctx, connection))
  return report
}

/** The steps for a number at Meta, and what WhatsApp says of it. */
export async function testGraph(
  ctx: BrandContext,
  prepared: PreparedGraph,
): Promise<{ report: ConnectionReport; number: NumberInfo | null }> {
  const { webhookKey, isSimulator, wabaId, phoneNumberId } = prepared
  const provider = openCloudApi({ ...prepared, connections: 4, answerTimeoutMs: 10_000 })
  try {
    const [graph, webhook] = await Promise.all([
      checkGraph({
        management: provider.management,
        wabaId,
        phoneNumberId,
        callbackUrl: callbackUrl({ webhookKey }),
        now: ctx.now,
      }),
      checkOwnCallback(ctx, isSimulator),
    ])
    const number = graph.number && testedNumber(graph.number)
    return { report: { verdicts: [...graph.verdicts, webhook], number }, number: graph.number }
  } finally {
    await provider.close()
  }
}

/** The steps for a number at CM.com. */
export async function testCm(ctx: BrandContext, prepared: PreparedCm): Promise<ConnectionReport> {
  const [verdicts, own] = await Promise.all([checkCm(prepared), checkOwnCallback(ctx, prepared.isSimulator)])
  const webhook = own.state === 'ok' ? verdict('webhook', 'ok', 'cm-own-call') : own
  return { verdicts: [...verdicts, webhook], number: null }
}

/** What a page may see of a number that was tested. */
export const testedNumber = (number: NumberInfo): TestedNumber => ({
  phoneE164: number.displayPhoneE164,
  verifiedName: number.verifiedName,
  qualityRating: number.qualityRating,
  messagingLimitTier: number.messagingLimitTier,
  status: number.details.status,
  nameStatus: number.details.nameStatus,
  throughput: number.details.throughput,
  canSend: number.details.canSend,
})
