import type { Account } from '../store/accounts'
import type { Store } from '../store/store'
import { GraphError } from './errors'

/** The accounts that the bearer token of a request may use; refuses with 190 when there are none. */
export function accountsOf(store: Store, authorization: string | undefined, queryToken?: string): Account[] {
  const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(authorization ?? '')?.[1] ?? queryToken
  const accounts = token ? store.accounts.byToken(token.trim()) : []
  if (accounts.length === 0) throw new GraphError(190, '')
  return accounts
}
