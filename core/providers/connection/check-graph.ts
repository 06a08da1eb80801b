import { AppError } from '../../platform/errors'
import type { NumberInfo, TokenInfo, WhatsAppManagement } from '../whatsapp/types'
import type { ConnectionStep, Verdict, VerdictState } from './schema'

/** What sending and managing need of a token (Meta, get-started). */
export const neededPermissions = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const

/** A token that ends sooner is mostly the temporary one of the developer page, which lives for a day. */
const soonMs = 7 * 24 * 60 * 60_000

export type GraphQuestion = {
  management: WhatsAppManagement
  wabaId: string
  phoneNumberId: string
  /** Where webhooks have to come. */
  callbackUrl: string
  now: Date
}

export const verdict = (
  step: ConnectionStep,
  state: VerdictState,
  code: string,
  params?: Verdict['params'],
): Verdict => ({ step, state, code, ...(params ? { params } : {}) })

/**
 * Token, permissions, number and subscription, by reading only: nothing changes at WhatsApp. Never throws for what
 * WhatsApp refuses; a step that cannot be asked because an earlier one failed is `skipped`.
 */
export async function checkGraph(
  question: GraphQuestion,
): Promise<{ verdicts: Verdict[]; number: NumberInfo | null }> {
  const token = await readToken(question)
  if (token.verdict.state === 'failed') {
    const rest: ConnectionStep[] = ['permissions', 'number', 'subscription']
    return {
      verdicts: [token.verdict, ...rest.map((step) => verdict(step, 'skipped', 'token-first'))],
      number: null,
    }
  }
  const [number, subscription] = await Promise.all([checkNumber(question), checkSubscription(question)])
  const permissions = checkPermissions(token.info, question.wabaId)
  return { verdicts: [token.verdict, permissions, number.verdict, subscription], number: number.info }
}

/** The code of a refusal; null when there was no answer. Anything else is not WhatsApp's doing and goes on. */
function refusal(error: unknown): { code: number | null; params: Record<string, string | number> } {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'provider-unreachable') return { code: null, params: error.params }
  if (error.code === 'provider-refused') return { code: Number(error.params.code), params: error.params }
  throw error
}

const isToken = (code: number) => code === 190 || code === 0 || code === 102
const isPermission = (code: number) => code === 3 || code === 10 || (code >= 200 && code <= 299)

async function readToken({
  management,
  phoneNumberId,
  now,
}: GraphQuestion): Promise<{ verdict: Verdict; info: TokenInfo | null }> {
  try {
    const info = await management.inspectToken()
    if (!info.isValid) return { verdict: verdict('token', 'failed', 'invalid'), info }
    const { application, expiresAt } = info
    if (!expiresAt) return { verdict: verdict('token', 'ok', 'lasting', { application }), info }
    const expires = { application, expiresAt: expiresAt.toISOString() }
    const isSoon = expiresAt.getTime() - now.getTime() < soonMs
    return {
      verdict: verdict('token', isSoon ? 'warning' : 'ok', isSoon ? 'ends-soon' : 'ends', expires),
      info,
    }
  } catch (error) {
    const { code, params } = refusal(error)
    if (code === null) return { verdict: verdict('token', 'failed', 'unreachable', params), info: null }
    if (isToken(code)) return { verdict: verdict('token', 'failed', 'refused', params), info: null }
  }
  // Some tokens may not be looked into. Then what it may read tells whether it is taken at all.
  try {
    await management.getNumber()
  } catch (error) {
    const { code, params } = refusal(error)
    if (code === null) return { verdict: verdict('token', 'failed', 'unreachable', params), info: null }
    if (isToken(code)) return { verdict: verdict('token', 'failed', 'refused', params), info: null }
  }
  return { verdict: verdict('token', 'ok', 'taken', { phoneNumberId }), info: null }
}

function checkPermissions(info: TokenInfo | null, wabaId: string): Verdict {
  if (!info) return verdict('permissions', 'warning', 'unknown')
  const scopeOf = (name: string) => info.scopes.find((scope) => scope.name === name)
  const missing = neededPermissions.filter((name) => !scopeOf(name))
  if (missing.length > 0) {
    return verdict('permissions', 'failed', 'missing', { missing: missing.join(', ') })
  }
  const elsewhere = neededPermissions.filter((name) => {
    const ids = scopeOf(name)?.accountIds
    return ids && ids.length > 0 && !ids.includes(wabaId)
  })
  return elsewhere.length > 0
    ? verdict('permissions', 'failed', 'other-account', { missing: elsewhere.join(', '), wabaId })
    : verdict('permissions', 'ok', 'both')
}

async function checkNumber({
  management,
  wabaId,
  phoneNumberId,
}: GraphQuestion): Promise<{ verdict: Verdict; info: NumberInfo | null }> {
  const refused = (error: unknown): Verdict => {
    const { code, params } = refusal(error)
    if (code === null) return verdict('number', 'failed', 'unreachable', params)
    if (isPermission(code)) return verdict('number', 'failed', 'no-permission', params)
    if (code === 33 || code === 100) return verdict('number', 'failed', 'unknown', { phoneNumberId })
    return verdict('number', 'failed', 'refused', params)
  }
  let info: NumberInfo
  try {
    info = await management.getNumber()
  } catch (error) {
    return { verdict: refused(error), info: null }
  }
  try {
    const ids = await management.listNumberIds()
    if (!ids.includes(phoneNumberId)) {
      return { verdict: verdict('number', 'failed', 'other-account', { wabaId, phoneNumberId }), info }
    }
  } catch (error) {
    const { code, params } = refusal(error)
    const isUnknown = code === 33 || code === 100
    if (isUnknown) return { verdict: verdict('number', 'failed', 'account-unknown', { wabaId }), info }
    return {
      verdict: code === null ? verdict('number', 'failed', 'unreachable', params) : refused(error),
      info,
    }
  }
  return { verdict: standingOf(info), info }
}

/** Whether a number that was found can send, and what stands in the way. */
export function standingOf(info: NumberInfo): Verdict {
  const { status, nameStatus, canSend, problems } = info.details
  const name = { name: info.verifiedName, phone: info.displayPhoneE164 }
  const why = problems
    .map(({ description, solution }) => [description, solution].filter(Boolean).join(' '))
    .join(' ')
  if (status !== null && status !== 'CONNECTED') {
    return verdict('number', 'failed', 'not-connected', { ...name, status })
  }
  if (canSend === 'BLOCKED') return verdict('number', 'failed', 'blocked', { ...name, why })
  if (nameStatus !== null && nameStatus !== 'APPROVED' && nameStatus !== 'AVAILABLE_WITHOUT_REVIEW') {
    return verdict('number', 'warning', 'name-not-approved', { ...name, status: nameStatus })
  }
  if (canSend === 'LIMITED') return verdict('number', 'warning', 'limited', { ...name, why })
  return verdict('number', 'ok', 'ready', name)
}

async function checkSubscription({ management, callbackUrl }: GraphQuestion): Promise<Verdict> {
  try {
    const apps = await management.listSubscriptions()
    const [app] = apps
    if (!app) return verdict('subscription', 'warning', 'none')
    if (apps.some((one) => one.callbackUrl === callbackUrl)) return verdict('subscription', 'ok', 'here')
    const elsewhere = apps.find((one) => one.callbackUrl !== null)
    if (elsewhere?.callbackUrl) {
      return verdict('subscription', 'warning', 'elsewhere', { host: hostOf(elsewhere.callbackUrl) })
    }
    return verdict('subscription', 'warning', 'app-only', { application: app.application })
  } catch (error) {
    const { code, params } = refusal(error)
    if (code === null) return verdict('subscription', 'failed', 'unreachable', params)
    if (isPermission(code)) return verdict('subscription', 'failed', 'no-permission', params)
    return verdict('subscription', 'failed', 'refused', params)
  }
}

/** The host alone: the path may hold somebody else's secret. */
const hostOf = (url: string): string => URL.parse(url)?.host ?? '?'
