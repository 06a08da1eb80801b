import { setTimeout as wait } from 'node:timers/promises'
import { getSettings } from '@/core/platform/env'
import { type Account, listAllAccounts, moveSimulatorAccount } from '@/core/providers/accounts'
import { connectAccount } from '@/core/providers/connect'
import { openBrandForSystem } from '@/core/staff/gate'
import { getDatabase } from '@/db/client'
import { ensureDemoAccount } from '@/db/seed/account'
import { run } from '../run'

// Has the simulator call back here, for every account that is on it. At every start, because the address of this
// server or of the simulator may be another than last time; with a real WhatsApp a person does this once.
process.on('disconnect', () => process.exit(1))

const settings = getSettings()

await run(async () => {
  const { db, close } = getDatabase()
  const accounts = (await listAllAccounts({ db })).filter((account) => account.isSimulator)
  if (accounts.length === 0) return
  await waitForWeb()
  for (const account of accounts) await connect(account)
  // Last, because it closes the connections to the provider behind it.
  if (settings.DEMO && settings.DATABASE_URL) {
    await ensureDemoAccount({ databaseUrl: settings.DATABASE_URL, simulatorUrl: settings.SIMULATOR_URL })
  }
  await close()
})

/** Moves the account to the simulator's address of today, and subscribes. */
async function connect(account: Account): Promise<void> {
  const system = {
    db: getDatabase().db,
    actor: { type: 'system', job: 'connect-simulator' } as const,
    now: new Date(),
  }
  const ctx = await openBrandForSystem(system, account.brandId)
  const simulatorUrl = settings.SIMULATOR_URL
  if (account.apiBaseUrl !== simulatorUrl)
    await moveSimulatorAccount(ctx, { accountId: account.id, simulatorUrl })
  // With CM.com the address of callbacks is set on its own side.
  if (account.provider === 'cloud-api' && account.replacedAt === null) await connectAccount(ctx)
}

/** WhatsApp shakes hands while it is being asked, so web has to answer first; it starts at the same time as we do. */
async function waitForWeb(): Promise<void> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    try {
      const response = await fetch(`${settings.PUBLIC_URL}/api/health`, {
        signal: AbortSignal.timeout(5_000),
      })
      if (response.ok) return
    } catch (error) {
      // Not there yet. Whoever waits too long says why.
      if (Date.now() > giveUpAt) throw error
    }
    if (Date.now() > giveUpAt)
      throw new Error(`Nothing healthy answers at ${settings.PUBLIC_URL}: is PUBLIC_URL right?`)
    await wait(100)
  }
}
