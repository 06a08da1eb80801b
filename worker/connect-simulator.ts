import { setTimeout as wait } from 'node:timers/promises'
import { getSettings } from '@/core/platform/env'
import { getLog } from '@/core/platform/log'
import { type Account, accountSecrets, listAllAccounts, saveAccount } from '@/core/providers/accounts'
import { connectAccount } from '@/core/providers/connect'
import { openBrandForSystem } from '@/core/staff/gate'
import type { Db } from '@/db/client'

/**
 * Has the simulator call back here, for every account that is on it. At every start, because the address of this
 * server, or of the simulator, may be another than last time; on a real WhatsApp a person does this once.
 */
export async function connectSimulator(db: Db, signal: AbortSignal | undefined): Promise<void> {
  const accounts = (await listAllAccounts({ db })).filter((account) => account.isSimulator)
  if (accounts.length === 0) return
  await waitForWeb(signal)
  for (const account of accounts) {
    const system = { db, actor: { type: 'system', job: 'connect-simulator' } as const, now: new Date() }
    const ctx = await openBrandForSystem(system, account.brandId)
    const moved = addressesNow(account)
    if (moved) await saveAccount(ctx, { ...account, ...accountSecrets(account), ...moved })
    await connectAccount(ctx)
    getLog('simulator').info(
      { accountId: account.id, moved: moved !== undefined },
      'The simulator calls back here',
    )
  }
}

/** The account's addresses on the simulator of today, or undefined when they are right. */
function addressesNow(account: Account): Pick<Account, 'apiBaseUrl' | 'linkBaseUrl'> | undefined {
  const { SIMULATOR_URL } = getSettings()
  if (account.apiBaseUrl === SIMULATOR_URL) return undefined
  return {
    apiBaseUrl: SIMULATOR_URL,
    linkBaseUrl: account.linkBaseUrl.replace(account.apiBaseUrl, SIMULATOR_URL),
  }
}

/** WhatsApp shakes hands while it is being asked, so web has to answer first; it starts at the same time as we do. */
async function waitForWeb(signal: AbortSignal | undefined): Promise<void> {
  const { PUBLIC_URL } = getSettings()
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    signal?.throwIfAborted()
    try {
      const response = await fetch(`${PUBLIC_URL}/api/health`, { signal: AbortSignal.timeout(3_000) })
      if (response.ok) return
    } catch (error) {
      // Not there yet. Whoever asks too long says why.
      if (Date.now() > giveUpAt) throw error
    }
    if (Date.now() > giveUpAt) throw new Error(`Nothing answers at ${PUBLIC_URL}: is PUBLIC_URL right?`)
    await wait(250, undefined, { signal })
  }
}
