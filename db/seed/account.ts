import { eq } from 'drizzle-orm'
import { findBrandBySlug } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { accountSecrets, requireAccount, saveAccount } from '@/core/providers/accounts'
import { connectAccount } from '@/core/providers/connect'
import { closeProviders } from '@/core/providers/whatsapp/registry'
import { openBrandForSystem } from '@/core/staff/gate'
import { openDatabase } from '../client'
import { subscribers } from '../schema/subscribers'
import { demoBrandSlug, demoColour, demoLogo } from './brand'
import { known } from './people'
import { addPhone, nameCustomers, putAccount, putTemplates } from './simulator'
import { demoTemplates, simulated } from './templates'

export const demoWabaId = '102290129340398'
const phoneNumberId = '106540352242922'
const displayPhoneE164 = '+31201234567'

/** Where the Graph API and the chat links of the simulator are. */
const addresses = (simulatorUrl: string) => ({
  apiBaseUrl: simulatorUrl,
  linkBaseUrl: `${simulatorUrl}/wa.me`,
})

type Keys = { accessToken: string; appSecret: string; verifyToken: string }

/** Keeps the demo account with these keys, at the address where the simulator is now. */
export function keepDemoAccount(ctx: BrandContext, simulatorUrl: string, keys: Keys) {
  return saveAccount(ctx, {
    ...addresses(simulatorUrl),
    ...keys,
    isSimulator: true,
    apiVersion: 'v25.0',
    wabaId: demoWabaId,
    phoneNumberId,
    displayPhoneE164,
    verifiedName: 'Fietserij Noord',
  })
}

/** Tells the simulator of the account and its keys. */
export function provisionAccount(simulatorUrl: string, keys: Pick<Keys, 'accessToken' | 'appSecret'>) {
  return putAccount(simulatorUrl, demoWabaId, {
    businessName: 'Fietserij Noord',
    phoneNumberId,
    displayPhoneNumber: displayPhoneE164.slice(1),
    verifiedName: 'Fietserij Noord',
    accessToken: keys.accessToken,
    appSecret: keys.appSecret,
    messagingLimit: 'TIER_10K',
    qualityRating: 'GREEN',
    about: { picture: demoLogo, colour: demoColour },
  })
}

/** The phones that lie on the simulator's table: one that is signed up, one that left, one that never heard of us. */
export const demoPhones = [
  { number: `31612${340_000 + known.sanne.digits}`, name: known.sanne.name },
  { number: `31612${340_000 + known.femke.digits}`, name: known.femke.name },
  { number: '31612349901', name: 'Eva Timmermans' },
]

/** The rest of what the simulator should know today: templates as they stand, phones, and what customers are called. */
export async function provisionPeople(ctx: BrandContext, simulatorUrl: string): Promise<void> {
  await putTemplates(
    simulatorUrl,
    demoWabaId,
    demoTemplates.map((template) => simulated(template)),
  )
  for (const phone of demoPhones) await addPhone(simulatorUrl, phone)
  const people = await ctx.db
    .select({ number: subscribers.phoneE164, name: subscribers.name })
    .from(subscribers)
    .where(eq(subscribers.brandId, ctx.scope.brandId))
  await nameCustomers(
    simulatorUrl,
    people.flatMap(({ number, name }) => (name && number ? [{ number: number.slice(1), name }] : [])),
  )
}

/**
 * Makes the demo account and the simulator know each other again: ports may have changed since the last start, and
 * the simulator may have been emptied. Call it when web and simulator both answer, because the simulator checks
 * where its webhooks are to go. Leaves an account that was connected to something else alone.
 * @returns false when there is no demo brand here
 */
export async function ensureDemoAccount(options: {
  databaseUrl: string
  simulatorUrl: string
}): Promise<boolean> {
  const { databaseUrl, simulatorUrl } = options
  const database = openDatabase(databaseUrl, { max: 2, applicationName: 'vinkje-demo' })
  try {
    const actor = { type: 'system', job: 'demo' } as const
    const brand = await findBrandBySlug({ db: database.db, actor, now: new Date() }, demoBrandSlug)
    if (!brand) return false
    const ctx = await openBrandForSystem({ db: database.db, actor, now: new Date() }, brand.id)
    const account = await requireAccount(ctx)
    if (!account.isSimulator || account.wabaId !== demoWabaId) return false
    const keys = accountSecrets(account)
    const here = addresses(simulatorUrl)
    const moved = account.apiBaseUrl !== here.apiBaseUrl || account.linkBaseUrl !== here.linkBaseUrl
    if (moved) await keepDemoAccount(ctx, simulatorUrl, keys)
    if (!(await knowsAccount(simulatorUrl, keys.accessToken))) {
      await provisionAccount(simulatorUrl, keys)
      await provisionPeople(ctx, simulatorUrl)
    }
    await connectAccount(ctx)
    return true
  } finally {
    await closeProviders()
    await database.close()
  }
}

/** Whether the simulator still has the account, asked as anybody would: with its key. */
async function knowsAccount(simulatorUrl: string, accessToken: string): Promise<boolean> {
  const response = await fetch(`${simulatorUrl}/v25.0/${phoneNumberId}?fields=id`, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(10_000),
  })
  return response.ok
}
