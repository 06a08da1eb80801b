import { type Account, limitsOf } from '../store/accounts'
import type { Template } from '../store/templates'
import { GraphError } from './errors'

/** Refuses what this number may not send at all, whoever it is for. */
export function checkSender(account: Account, now: number): void {
  if (!account.registered) {
    throw new GraphError(133010, 'The account is not registered: register this phone number first.')
  }
  if (account.number_status !== 'CONNECTED') {
    throw new GraphError(131031, `The business phone number is ${account.number_status}.`)
  }
  if (limitsOf(account).maintenanceUntil > now) {
    throw new GraphError(131057, 'The business phone number is being upgraded. Try again in a minute.', {
      transient: true,
    })
  }
  // Numbers that Meta gives out itself begin so, and send nothing under a name that nobody looked at.
  if (account.display_phone_number.startsWith('1555') && account.name_status !== 'APPROVED') {
    throw new GraphError(131037, 'A 555 business phone number needs an approved display name.')
  }
}

type Sent = {
  peer: string
  /** False for a message that was addressed by a business-scoped id. */
  byNumber: boolean
  template: Template | undefined
  windowOpen: boolean
}

/** Refuses what this number may not send to this person. */
export function checkRecipient(account: Account, { peer, byNumber, template, windowOpen }: Sent): void {
  if (!byNumber && template?.category === 'AUTHENTICATION') {
    throw new GraphError(131062, 'Authentication templates go to phone numbers only.')
  }
  const { testRecipients, closedTo, paymentProblem } = limitsOf(account)
  if (testRecipients && !testRecipients.includes(peer)) {
    throw new GraphError(
      131030,
      'Recipient phone number not in allowed list: add it to the list of the test number.',
    )
  }
  if (closedTo.some((start) => peer.startsWith(start))) {
    throw new GraphError(130497, 'This business may not message users in this country.')
  }
  // In the window, all but authentication is free.
  const isFree = windowOpen && template?.category !== 'AUTHENTICATION' && template?.category !== 'MARKETING'
  if (paymentProblem && !isFree) {
    throw new GraphError(131042, 'There was an error related to your payment method.')
  }
}
