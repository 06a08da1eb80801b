import { type Account, accountSecrets } from '../accounts'
import { openCloudApi } from './cloud-api'
import type { WhatsAppProvider } from './types'

type Open = { fingerprint: string; provider: WhatsAppProvider }

const open = new Map<string, Open>()

const fingerprintOf = (account: Account) =>
  [
    account.apiBaseUrl,
    account.apiVersion,
    account.wabaId,
    account.phoneNumberId,
    account.accessTokenSealed.toString('base64'),
  ].join('|')

/** The way to WhatsApp for an account, opened once a process and anew when its settings change. */
export function providerFor(account: Account): WhatsAppProvider {
  const fingerprint = fingerprintOf(account)
  const before = open.get(account.id)
  if (before?.fingerprint === fingerprint) return before.provider
  if (before) void before.provider.close()
  const provider = openCloudApi({
    apiBaseUrl: account.apiBaseUrl,
    apiVersion: account.apiVersion,
    wabaId: account.wabaId,
    phoneNumberId: account.phoneNumberId,
    accessToken: accountSecrets(account).accessToken,
  })
  open.set(account.id, { fingerprint, provider })
  return provider
}

/** Closes all connections, for the end of a process or a test. */
export async function closeProviders(): Promise<void> {
  const closing = [...open.values()].map(({ provider }) => provider.close())
  open.clear()
  await Promise.all(closing)
}
