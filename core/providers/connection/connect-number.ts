import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { addJob } from '../../platform/jobs'
import { requirePermission } from '../../staff/gate'
import { accountSecrets, requireAccount, saveAccount } from '../accounts'
import { cmCallbackUrls, saveCmAccount } from '../cm/account'
import { callbackUrl, keepNumber } from '../connect'
import { expectHandshake, findExpectedHandshake, forgetHandshake, noteHandshake } from '../handshakes'
import { openCloudApi } from '../whatsapp/cloud-api'
import type { NumberInfo } from '../whatsapp/types'
import { verdict } from './check-graph'
import { type PreparedGraph, prepareCm, prepareGraph } from './prepare'
import { type ConnectionInput, type ConnectionReport, connectionSchema, type Verdict } from './schema'
import { putAtSimulatedCm } from './simulated-cm'
import { testCm, testGraph } from './test-connection'

export type Connected = ConnectionReport & {
  /** False when something was not right and staff did not ask to keep it all the same: then nothing was saved. */
  isSaved: boolean
  /** CM.com only, and only this once: the addresses to give to CM.com. */
  callbackUrls?: { statuses: string; messages: string }
}

const mayBeSaved = (verdicts: readonly Verdict[], saveAnyway: boolean) =>
  saveAnyway || verdicts.every(({ state }) => state !== 'failed')

/**
 * Tests a number, has WhatsApp call back here and sees that it did, and saves it: it sends for the brand from then on.
 * Nothing is saved that was not right, unless `saveAnyway`. Secrets that were left empty stay as they are.
 * @throws AppError `not-allowed`, `secret-missing`, `connection-expired`
 */
export async function connectNumber(ctx: BrandContext, input: ConnectionInput): Promise<Connected> {
  requirePermission(ctx, 'brand.write')
  const connection = connectionSchema.parse(input)
  const { saveAnyway } = connection
  if (connection.provider !== 'cm') {
    return connectGraph(ctx, await prepareGraph(ctx, connection), connection.connectionKey, saveAnyway)
  }
  const prepared = await prepareCm(ctx, connection)
  const report = await testCm(ctx, prepared)
  if (!mayBeSaved(report.verdicts, saveAnyway)) return { ...report, isSaved: false }
  return inTransaction(ctx, async (ctx) => {
    const { id } = await saveCmAccount(ctx, prepared)
    await auditTest(ctx, id, report.verdicts, saveAnyway)
    await forgetHandshake(ctx, connection.connectionKey)
    const callbackUrls = cmCallbackUrls(await requireAccount(ctx))
    if (!prepared.isSimulator) return { ...report, isSaved: true, callbackUrls }
    // The simulator has no portal for staff to set them in. Where it cannot, nothing was saved.
    await putAtSimulatedCm(prepared, callbackUrls)
    return { ...report, isSaved: true }
  })
}

async function connectGraph(
  ctx: BrandContext,
  prepared: PreparedGraph,
  connectionKey: string,
  saveAnyway: boolean,
): Promise<Connected> {
  const { report, number } = await testGraph(ctx, prepared)
  if (!mayBeSaved(report.verdicts, saveAnyway)) return { ...report, isSaved: false }
  const { verdicts, handshakeAt } = await subscribe(ctx, prepared, report.verdicts)
  const outcome = { verdicts, number: report.number }
  if (!mayBeSaved(verdicts, saveAnyway)) return { ...outcome, isSaved: false }
  await inTransaction(ctx, async (ctx) => {
    const { existing: _existing, ...facts } = prepared
    const account = await saveAccount(ctx, { ...facts, ...nameOf(prepared, number) })
    if (number) await keepNumber(ctx, account, number)
    if (handshakeAt) await noteHandshake({ ...ctx, now: handshakeAt }, { ...account })
    await auditTest(ctx, account.id, verdicts, saveAnyway)
    await forgetHandshake(ctx, connectionKey)
    await forgetHandshake(ctx, prepared.webhookKey)
    await addJob(ctx, 'sync-templates', { brandId: account.brandId })
  })
  return { ...outcome, isSaved: true }
}

/** WhatsApp names the number; one that could not be read keeps what is known, or has no name yet. */
function nameOf({ existing, phoneNumberId }: PreparedGraph, number: NumberInfo | null) {
  if (number) return { displayPhoneE164: number.displayPhoneE164, verifiedName: number.verifiedName || '–' }
  if (existing) return { displayPhoneE164: existing.displayPhoneE164, verifiedName: existing.verifiedName }
  throw new AppError('provider-refused', { field: 'phoneNumberId', params: { code: phoneNumberId } })
}

/**
 * Asks for webhooks at the callback address. WhatsApp calls it during the question, and that call, seen here, is the
 * proof that the way is open.
 */
async function subscribe(
  ctx: BrandContext,
  prepared: PreparedGraph,
  tested: readonly Verdict[],
): Promise<{ verdicts: Verdict[]; handshakeAt: Date | null }> {
  const others = tested.filter(({ step }) => step !== 'subscription' && step !== 'webhook')
  // A token that is refused cannot ask for anything.
  if (tested.some(({ step, state }) => step === 'token' && state === 'failed')) {
    return { verdicts: [...tested], handshakeAt: null }
  }
  const { webhookKey, verifyToken } = prepared
  await expectHandshake(ctx, { webhookKey, verifyToken })
  const provider = openCloudApi({ ...prepared, connections: 1, answerTimeoutMs: 25_000 })
  let asked: Verdict
  try {
    await provider.management.subscribeWebhook(callbackUrl({ webhookKey }), verifyToken)
    asked = verdict('subscription', 'ok', 'set')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    asked = verdict('subscription', 'failed', 'not-set', error.params)
  } finally {
    await provider.close()
  }
  const came = (await findExpectedHandshake(ctx, webhookKey))?.answeredAt ?? null
  const webhook = came
    ? verdict('webhook', 'ok', 'handshake', { at: came.toISOString() })
    : (tested.find(({ step, state }) => step === 'webhook' && state === 'failed') ??
      verdict('webhook', 'failed', 'no-handshake'))
  return { verdicts: [...others, asked, webhook], handshakeAt: came }
}

const auditTest = (ctx: BrandContext, id: string, verdicts: readonly Verdict[], saveAnyway: boolean) =>
  recordAudit(ctx, {
    brandId: ctx.scope.brandId,
    action: 'whatsapp-account.connect',
    subjectType: 'whatsapp-account',
    subjectId: id,
    details: { saveAnyway, ...Object.fromEntries(verdicts.map(({ step, code }) => [step, code])) },
  })

/**
 * Tests the number that sends now with the keys that are kept, asks WhatsApp for its webhooks again and keeps what it
 * says of the number.
 * @throws AppError `not-allowed`, `no-whatsapp-account`
 */
export async function testAgain(ctx: BrandContext): Promise<ConnectionReport> {
  requirePermission(ctx, 'brand.write')
  const account = await requireAccount(ctx)
  if (account.provider === 'cm') {
    const { displayPhoneE164, verifiedName, isSimulator, messagingLimitTier } = account
    const connection = {
      provider: 'cm' as const,
      connectionKey: '',
      saveAnyway: false,
      productToken: undefined,
    }
    const templateNamespace = account.templateNamespace ?? ''
    const facts = { displayPhoneE164, verifiedName, isSimulator, messagingLimitTier, templateNamespace }
    return testCm(ctx, await prepareCm(ctx, { ...connection, ...facts }))
  }
  const { webhookKey } = account
  await expectHandshake(ctx, { webhookKey, verifyToken: accountSecrets(account).verifyToken })
  const asKept = await prepareGraph(ctx, {
    provider: account.isSimulator ? 'simulator' : 'meta',
    connectionKey: webhookKey,
    saveAnyway: false,
    wabaId: account.wabaId ?? '',
    phoneNumberId: account.phoneNumberId,
  })
  const prepared = { ...asKept, apiVersion: account.apiVersion }
  const { report, number } = await testGraph(ctx, prepared)
  const { verdicts, handshakeAt } = await subscribe(ctx, prepared, report.verdicts)
  await inTransaction(ctx, async (ctx) => {
    if (number) await keepNumber(ctx, account, number)
    if (handshakeAt) await noteHandshake({ ...ctx, now: handshakeAt }, account)
    await auditTest(ctx, account.id, verdicts, false)
    await forgetHandshake(ctx, webhookKey)
  })
  return { verdicts, number: report.number }
}
