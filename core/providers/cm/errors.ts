import type { RefusalPlan } from '../whatsapp/types'

/** CM.com's own codes are small; Meta's list has a 100, a 200 and so on too. Above this they cannot be mistaken. */
const base = 900_000

/** CM.com's code as we keep it: its 301 becomes 900301. */
export const keptCmCode = (code: number): number => base + code

/**
 * The code that a status report of CM.com names, as we keep it. What is as long as one of WhatsApp's own codes was
 * passed on as it is; an empty or unreadable one becomes CM.com's `999 unknown`.
 */
export function readCmErrorCode(text: string): number {
  const code = /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : 999
  return code >= 100_000 && code < base ? code : keptCmCode(Math.min(code, 999))
}

const seconds = 1000
const minutes = 60 * seconds

/**
 * From TextClientStatusCode in CM.com's own SDKs. 201 says only that some message of the request was refused; as we
 * send one a request, that message's own code decides. 500 and 999 say nothing of whether the message was taken.
 */
const plans: Record<number, RefusalPlan | 'unknown'> = {
  101: { then: 'stop-account' },
  102: { then: 'stop-account' },
  103: { then: 'stop-account' },
  201: { then: 'fix' },
  202: { then: 'fix' },
  203: { then: 'fix' },
  // The sender is wrong for everybody.
  301: { then: 'stop-account' },
  302: { then: 'give-up' },
  303: { then: 'give-up' },
  304: { then: 'fix' },
  305: { then: 'fix' },
  // The words were taken for spam: the next person's are the same.
  401: { then: 'stop-campaign' },
  402: { then: 'give-up' },
  403: { then: 'give-up' },
  500: 'unknown',
  999: 'unknown',
}

/** What to do after one of CM.com's codes; undefined where it is none of its list. */
export const planForCm = (code: number): RefusalPlan | 'unknown' | undefined => plans[code]

/** For an answer without a code of CM.com in it, by its HTTP status. */
export function planForCmStatus(status: number): RefusalPlan | 'unknown' {
  if (status === 429) return { then: 'retry', retryAfterMs: 1 * minutes }
  if (status === 503) return { then: 'retry', retryAfterMs: 30 * seconds }
  if (status >= 500) return 'unknown'
  if (status === 401 || status === 403) return { then: 'stop-account' }
  return { then: 'fix' }
}
