import { randomInt } from 'node:crypto'
import { request } from 'undici'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { newCode } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { connectionCode } from '../whatsapp/errors'
import { type Connected, connectNumber } from './connect-number'
import { startConnection } from './pending'
import { simulatorApi } from './prepare'

const digits = (count: number) => Array.from({ length: count }, () => randomInt(1, 10)).join('')

/**
 * Makes a number in the built-in simulator and connects it like any other. The keys are made here and go to the simulator
 * and into the account; no browser sees them.
 * @throws AppError `not-allowed`, `simulator-away`
 */
export async function connectSimulatorNumber(ctx: BrandContext): Promise<Connected> {
  requirePermission(ctx, 'brand.write')
  const { name } = await getBrand(ctx)
  const keys = { accessToken: newCode(60), appSecret: newCode(32) }
  const wabaId = digits(15)
  const phoneNumberId = digits(15)
  await tellSimulator(`/control/accounts/${wabaId}`, {
    ...keys,
    businessName: name,
    verifiedName: name,
    phoneNumberId,
    // Nobody has these: the Dutch numbers for stories and films.
    displayPhoneNumber: `3197014${digits(6)}`,
    messagingLimit: 'TIER_10K',
    qualityRating: 'GREEN',
  })
  const { connectionKey } = await startConnection(ctx)
  return connectNumber(ctx, { provider: 'simulator', connectionKey, wabaId, phoneNumberId, ...keys })
}

/** Sets the stage there, over its control API. @throws AppError `simulator-away` */
export async function tellSimulator(path: string, body: object): Promise<void> {
  const { apiBaseUrl } = simulatorApi()
  try {
    const answer = await request(`${apiBaseUrl}${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    })
    await answer.body.dump()
    if (answer.statusCode === 200) return
    throw new AppError('simulator-away', { params: { reason: answer.statusCode } })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('simulator-away', { params: { reason: connectionCode(error) }, cause: error })
  }
}
