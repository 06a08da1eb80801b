import type { NoticeSeverity, SendingPause } from '@/db/states'
import type { HeardNotice, SendingEffect } from '../providers/notices'
import { accountUpdateSchema } from './schema'

/** What is restricted, and how much of our sending that ends. Others (adding numbers) end none of it. */
const restricted: Record<string, SendingPause> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: 'campaigns',
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: 'all',
}

type Word = Pick<HeardNotice, 'event' | 'severity' | 'details' | 'effect' | 'isOpen'>

const untilToldOtherwise = (pause: SendingPause): SendingEffect => ({ pause, until: null })

/**
 * Reads `account_update`: what WhatsApp decided about the business account, and what that means for our sending. A
 * violation is a warning that the next one costs the account, so campaigns wait until somebody has read it.
 */
export function readAccountUpdate(raw: unknown): Word {
  const { event, restriction_info, violation_info, ban_info } = accountUpdateSchema.parse(raw)
  const say = (severity: NoticeSeverity, effect: SendingEffect, details: Record<string, unknown> = {}) => ({
    ...{ event, severity, effect, details, isOpen: severity !== 'info' },
  })
  switch (event) {
    case 'ACCOUNT_RESTRICTION': {
      const pauses = restriction_info.filter(({ restriction_type }) => restricted[restriction_type])
      const all = pauses.some(({ restriction_type }) => restricted[restriction_type] === 'all')
      const ends = pauses.map(({ expiration }) => expiration)
      const isOpenEnded = ends.length === 0 || ends.some((end) => end === undefined)
      const until = isOpenEnded ? null : new Date(Math.max(...ends.map((end) => end?.getTime() ?? 0)))
      const details = {
        types: restriction_info.map(({ restriction_type }) => restriction_type),
        until: until?.toISOString() ?? null,
        remediation: restriction_info.find(({ remediation }) => remediation)?.remediation,
      }
      if (pauses.length === 0) return say('warning', null, details)
      return say('critical', { pause: all ? 'all' : 'campaigns', until }, details)
    }
    case 'ACCOUNT_VIOLATION':
      return say('critical', untilToldOtherwise('campaigns'), { type: violation_info?.violation_type })
    case 'DISABLED_UPDATE': {
      const state = ban_info?.waba_ban_state ?? 'DISABLE'
      const details = { state, date: ban_info?.waba_ban_date }
      if (state === 'REINSTATE') return say('info', 'resume', details)
      return say('critical', untilToldOtherwise(state === 'DISABLE' ? 'all' : 'campaigns'), details)
    }
    case 'ACCOUNT_DELETED':
    case 'ACCOUNT_OFFBOARDED':
      return say('critical', untilToldOtherwise('all'))
    case 'ACCOUNT_RECONNECTED':
      return say('info', 'resume')
    case 'PARTNER_REMOVED':
    case 'PARTNER_APP_UNINSTALLED':
      return say('warning', null)
    default:
      return say('info', null)
  }
}
