import type { Account } from '../store/accounts'
import { GraphError, noSuchObject } from './errors'

export type Permission = 'whatsapp_business_messaging' | 'whatsapp_business_management'

/** Refuses with 10 when the token of this account lacks the permission. */
export function needs(account: Account, permission: Permission): Account {
  if (!account.permissions.split(',').includes(permission)) {
    throw new GraphError(10, `The access token lacks the permission ${permission}.`)
  }
  return account
}

/** The app that the token and the callback belong to. */
export const appIdOf = (account: Account): string => account.app_id || `${account.waba_id}1`

/** The account with this number, for sending; refuses with 33, or 10 without permission. */
export function senderOf(accounts: readonly Account[], phoneNumberId: string): Account {
  const account = accounts.find((one) => one.phone_number_id === phoneNumberId)
  if (!account) {
    throw new GraphError(33, `The business phone number ${phoneNumberId} does not exist or was deleted.`)
  }
  return needs(account, 'whatsapp_business_messaging')
}

/** The account with this number, for management. */
export function numberOf(accounts: readonly Account[], phoneNumberId: string): Account {
  const account = accounts.find((one) => one.phone_number_id === phoneNumberId)
  if (!account) throw noSuchObject(phoneNumberId)
  return needs(account, 'whatsapp_business_management')
}

/** The account with this id, for management. */
export function accountOf(accounts: readonly Account[], wabaId: string): Account {
  const account = accounts.find((one) => one.waba_id === wabaId)
  if (!account) throw noSuchObject(wabaId)
  return needs(account, 'whatsapp_business_management')
}
