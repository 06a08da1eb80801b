import type { Account } from '../../store/accounts'

/** How many templates an account can have: 6,000 when the business is verified and its name approved, else 250. */
export const templateLimit = (account: Account): number =>
  account.verified && account.name_status === 'APPROVED' ? 6000 : 250
