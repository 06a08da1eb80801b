import type { Account } from '../store/accounts'
import type { Change } from './changes'

/** `phone_number_name_update`: what became of a display name. */
export const nameChange = (
  account: Account,
  decision: 'APPROVED' | 'REJECTED' | 'DEFERRED' | 'PENDING',
  name: string,
  rejectionReason: string | null,
): Change => ({
  field: 'phone_number_name_update',
  value: {
    display_phone_number: account.display_phone_number,
    decision,
    requested_verified_name: name,
    rejection_reason: rejectionReason,
  },
})

/** `account_update`: what the platform decided about the whole account; `detail` belongs to the event. */
export const accountUpdateChange = (event: string, detail: Record<string, unknown> = {}): Change => ({
  field: 'account_update',
  value: { event, ...detail },
})

/** `account_review_update`. */
export const accountReviewChange = (decision: string): Change => ({
  field: 'account_review_update',
  value: { decision },
})

/** `security`: somebody touched the two-step PIN of a number. */
export const securityChange = (account: Account, event: string, requester: string): Change => ({
  field: 'security',
  value: { display_phone_number: account.display_phone_number, event, requester },
})
