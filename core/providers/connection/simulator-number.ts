import { randomInt, randomUUID } from 'node:crypto'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { newCode } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { getAccount } from '../accounts'
import { type Connected, connectNumber } from './connect-number'
import { startConnection } from './pending'
import { putAtSimulatedCm } from './simulated-cm'
import { tellSimulator } from './tell-simulator'

const digits = (count: number) => Array.from({ length: count }, () => randomInt(1, 10)).join('')

/**
 * Makes a number in the built-in simulator and connects it like any other. The keys are made here and go to the simulator
 * and into the account; no browser sees them.
 * @throws AppError `not-allowed`, `simulator-away`
 */
export async function connectSimulatorNumber(ctx: BrandContext): Promise<Connected> {
  requirePermission(ctx, 'brand.write')
  const { displayPhoneNumber: _, ...keys } = await makeSimulatorNumber(ctx)
  const { connectionKey } = await startConnection(ctx)
  return connectNumber(ctx, { provider: 'simulator', connectionKey, ...keys })
}

/**
 * The same over CM.com, which the simulator plays too. A number of the simulator that the brand sends from already goes
 * over to it, as a number moves to a reseller; else one is made.
 * @throws AppError `not-allowed`, `simulator-away`
 */
export async function connectSimulatorCm(ctx: BrandContext): Promise<Connected> {
  requirePermission(ctx, 'brand.write')
  const [{ name }, account] = await Promise.all([getBrand(ctx), getAccount(ctx)])
  const displayPhoneE164 = account?.isSimulator
    ? account.displayPhoneE164
    : `+${(await makeSimulatorNumber(ctx)).displayPhoneNumber}`
  const cm = {
    displayPhoneE164,
    verifiedName: account?.isSimulator ? account.verifiedName : name,
    templateNamespace: account?.templateNamespace ?? `simulator_${digits(8)}`,
    productToken: randomUUID(),
  }
  await putAtSimulatedCm(cm)
  const { connectionKey } = await startConnection(ctx)
  const messagingLimitTier = account?.messagingLimitTier ?? simulatorTier
  return connectNumber(ctx, { provider: 'cm', isSimulator: true, connectionKey, messagingLimitTier, ...cm })
}

const simulatorTier = 'TIER_10K'

async function makeSimulatorNumber(ctx: BrandContext) {
  const { name } = await getBrand(ctx)
  const number = {
    accessToken: newCode(60),
    appSecret: newCode(32),
    phoneNumberId: digits(15),
    // Nobody has these: the Dutch numbers for stories and films.
    displayPhoneNumber: `3197014${digits(6)}`,
  }
  const wabaId = digits(15)
  await tellSimulator(`/control/accounts/${wabaId}`, {
    ...number,
    businessName: name,
    verifiedName: name,
    messagingLimit: simulatorTier,
    qualityRating: 'GREEN',
  })
  return { ...number, wabaId }
}
