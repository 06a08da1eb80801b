import { keptCmCode, planForCm } from '../cm/errors'
import type { RefusalPlan as Plan, SendOutcome } from './types'

type Refused = Extract<SendOutcome, { kind: 'refused' }>

const seconds = 1000
const minutes = 60 * seconds
const hours = 60 * minutes

const retry = (retryAfterMs?: number, maxAttempts?: number): Plan => ({
  then: 'retry',
  retryAfterMs,
  maxAttempts,
})
const fix: Plan = { then: 'fix' }
const giveUp: Plan = { then: 'give-up' }
const stopCampaign: Plan = { then: 'stop-campaign' }
const stopAccount: Plan = { then: 'stop-account' }

/** From Meta's list of error codes (support/error-codes) and the community's additions. Decide on `code` alone. */
const plans: Record<number, Plan> = {
  0: stopAccount,
  1: retry(10 * seconds, 2),
  2: retry(),
  3: stopAccount,
  4: retry(1 * minutes),
  10: stopAccount,
  33: stopAccount,
  100: fix,
  190: stopAccount,
  368: stopAccount,
  80007: retry(1 * minutes),
  130429: retry(),
  130472: giveUp,
  130497: stopAccount,
  131000: retry(),
  131005: stopAccount,
  131008: fix,
  131009: fix,
  131016: retry(),
  131020: giveUp,
  131021: giveUp,
  131026: giveUp,
  131030: fix,
  131031: stopAccount,
  131037: stopAccount,
  131041: giveUp,
  131042: stopAccount,
  131044: stopAccount,
  131045: stopAccount,
  131047: fix,
  131048: stopAccount,
  // Sooner than a day gives the same refusal, so one more try after it and no third.
  131049: retry(25 * hours, 2),
  131050: giveUp,
  131051: fix,
  131052: retry(10 * seconds, 2),
  131053: fix,
  131055: fix,
  131056: retry(),
  131057: retry(2 * minutes),
  131062: fix,
  131063: stopAccount,
  131064: stopAccount,
  // The template and what we fill it with do not fit together: the next person's message would fail alike.
  132000: stopCampaign,
  132001: stopCampaign,
  132005: fix,
  132007: stopCampaign,
  132008: fix,
  132012: stopCampaign,
  132015: stopCampaign,
  132016: stopCampaign,
  132068: fix,
  132069: retry(1 * hours),
  133000: stopAccount,
  133004: retry(1 * minutes),
  133005: stopAccount,
  133006: stopAccount,
  133008: stopAccount,
  133009: stopAccount,
  133010: stopAccount,
  133015: stopAccount,
  133016: stopAccount,
  134011: stopAccount,
  134100: fix,
  134101: retry(10 * minutes),
  134102: stopAccount,
  135000: fix,
  137000: giveUp,
  2494100: retry(2 * minutes),
}

/** An unknown code by its HTTP class: too many and server trouble pass, refused access does not, the rest is ours. */
function planByHttpStatus(status: number): Plan {
  if (status === 429) return retry(5 * seconds)
  if (status >= 500) return retry()
  if (status === 401 || status === 403) return stopAccount
  return fix
}

/** What to do after a refusal with this code. */
export function planFor(code: number, httpStatus: number): Plan {
  const known = plans[code]
  if (known) return known
  if (code >= 200 && code <= 299) return stopAccount
  const cm = planForCm(code - keptCmCode(0))
  // A status report with `unknown` in it is still a report that the message failed.
  if (cm) return cm === 'unknown' ? giveUp : cm
  return planByHttpStatus(httpStatus)
}

/** The outcome of an answer with one of WhatsApp's errors in it. */
export const refusedWith = (error: { code: number; title: string; httpStatus: number }): Refused => ({
  kind: 'refused',
  code: error.code,
  title: error.title,
  ...planFor(error.code, error.httpStatus),
})

/**
 * The outcome of an answer that is none of WhatsApp's: a proxy's page, an empty body. A gateway that gave up on the
 * server (500, 502, 504) tells nothing about whether the message was taken.
 */
export function refusedWithoutCode(httpStatus: number): SendOutcome {
  if (httpStatus === 500 || httpStatus === 502 || httpStatus === 504) {
    return { kind: 'unknown', reason: `http-${httpStatus}` }
  }
  return { kind: 'refused', code: 0, title: `HTTP ${httpStatus}`, ...planByHttpStatus(httpStatus) }
}

/** Failures to reach the other side at all: nothing was written, so nothing can have been sent. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
])

/** The code of a failed connection, looked for in the causes too. */
export function connectionCode(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if ('code' in error && typeof error.code === 'string') return error.code
  return connectionCode(error instanceof AggregateError ? error.errors[0] : error.cause)
}

/**
 * The outcome of a request that broke. Only a connection that was never made is tried again; after that the request
 * may have arrived, and a second one could reach the person twice.
 */
export function brokenOff(error: unknown): SendOutcome {
  const code = connectionCode(error)
  if (neverLeft.has(code)) {
    return { kind: 'refused', then: 'retry', code: 0, title: code, retryAfterMs: 5 * seconds }
  }
  return { kind: 'unknown', reason: code }
}

/**
 * How long to wait before try number `attempts + 1`, in milliseconds: 4, 16, 64, … seconds (Meta's own back-off is 4^X),
 * at most an hour, and never less than the refusal asked for.
 */
export const backOffMs = (attempts: number, retryAfterMs = 0): number =>
  Math.max(retryAfterMs, Math.min(4 ** Math.max(1, attempts) * seconds, hours))
