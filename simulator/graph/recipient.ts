import { businessScopedId, numberBehind } from '../business-scoped-id'
import { parseNumber } from '../phone-number'
import type { Account } from '../store/accounts'
import { GraphError } from './errors'

export type Recipient = {
  /** E.164 digits without plus. */
  peer: string
  /** What stands under `contacts` in the answer: only the ids that the caller used are given back. */
  contact: { input: string; wa_id?: string; user_id?: string }
}

/** The person a message is for: by number (`to`), else by business-scoped id (`recipient`). */
export function recipientOf(account: Account, to: string | undefined, userId: string | undefined): Recipient {
  if (to !== undefined && to !== '') {
    const peer = parseNumber(to)
    if (!peer) throw new GraphError(131009, 'Recipient phone number is not a valid number.')
    return { peer, contact: { input: to, wa_id: peer } }
  }
  if (userId === undefined || userId === '') {
    throw new GraphError(131008, 'Parameter to or recipient is missing.')
  }
  const peer = numberBehind(account.waba_id, userId)
  if (!peer) {
    throw new GraphError(131009, `Recipient ${userId} is not a user of this business portfolio.`)
  }
  return { peer, contact: { input: userId, user_id: businessScopedId(account.waba_id, peer) } }
}
