import { AppError } from '../../platform/errors'
import { type Account, accountSecrets } from '../accounts'
import { cmSecrets } from '../cm/account'
import { openCloudApi } from './cloud-api'
import { openCmWhatsApp } from './cm'
import type { WhatsAppManagement, WhatsAppProvider } from './types'

type Open = { fingerprint: string; provider: WhatsAppProvider }

const open = new Map<string, Open>()

const fingerprintOf = (account: Account) =>
  [
    account.provider,
    account.apiBaseUrl,
    account.apiVersion,
    account.wabaId,
    account.phoneNumberId,
    account.displayPhoneE164,
    account.templateNamespace,
    account.accessTokenSealed.toString('base64'),
  ].join('|')

/** The way to WhatsApp for an account, opened once a process and anew when its settings change. */
export function providerFor(account: Account): WhatsAppProvider {
  const fingerprint = fingerprintOf(account)
  const before = open.get(account.id)
  if (before?.fingerprint === fingerprint) return before.provider
  const provider = openProvider(account)
  if (before) void before.provider.close()
  open.set(account.id, { fingerprint, provider })
  return provider
}

/** The row alone decides: changing provider is a setting. */
function openProvider(account: Account): WhatsAppProvider {
  const { apiBaseUrl, apiVersion, phoneNumberId, displayPhoneE164: senderE164 } = account
  if (account.provider === 'cm') {
    const { productToken } = cmSecrets(account)
    const namespace = account.templateNamespace ?? ''
    return openCmWhatsApp({ apiBaseUrl, productToken, senderE164, namespace })
  }
  const { accessToken } = accountSecrets(account)
  return openCloudApi({ apiBaseUrl, apiVersion, wabaId: account.wabaId ?? '', phoneNumberId, accessToken })
}

/**
 * What the account's provider tells beside sending.
 * @throws AppError `provider-cannot` where it tells nothing (CM.com)
 */
export function managementFor(account: Account): WhatsAppManagement {
  const { management } = providerFor(account)
  if (!management) throw new AppError('provider-cannot')
  return management
}

/** Closes all connections, for the end of a process or a test. */
export async function closeProviders(): Promise<void> {
  const closing = [...open.values()].map(({ provider }) => provider.close())
  open.clear()
  await Promise.all(closing)
}
