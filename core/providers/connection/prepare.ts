import type { BrandContext } from '../../brands/scope'
import { getSettings } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { type Account, accountSecrets, findAccountOfNumber } from '../accounts'
import { cmSecrets } from '../cm/account'
import { findExpectedHandshake } from '../handshakes'
import type { Connection } from './schema'

/** Meta's Graph API. Staff cannot enter another address: this server would call it with their keys. */
const graphApi = {
  apiBaseUrl: 'https://graph.facebook.com',
  apiVersion: 'v25.0',
  linkBaseUrl: 'https://wa.me',
}
/** CM.com's gateway that stays within Europe; the other one stands behind a third party's network. */
export const cmApi = { apiBaseUrl: 'https://gw.cmtelecom.com', linkBaseUrl: 'https://wa.me' }

type GraphConnection = Extract<Connection, { provider: 'meta' | 'simulator' }>
type CmConnection = Extract<Connection, { provider: 'cm' }>

/** There is none on a server that real people use. @throws AppError `simulator-away` */
export const simulatorApi = () => {
  const { SIMULATOR_URL, DEPLOYMENT } = getSettings()
  if (DEPLOYMENT === 'production') throw new AppError('simulator-away')
  return { apiBaseUrl: SIMULATOR_URL, linkBaseUrl: `${SIMULATOR_URL}/wa.me` }
}

/** Everything needed to speak to a number at Meta (or the simulator), pasted or kept. */
export type PreparedGraph = {
  existing: Account | undefined
  isSimulator: boolean
  apiBaseUrl: string
  apiVersion: string
  linkBaseUrl: string
  wabaId: string
  phoneNumberId: string
  accessToken: string
  appSecret: string
  verifyToken: string
  webhookKey: string
}

/**
 * What was pasted, completed with what is kept: a secret that was left empty stays the one that the number has.
 * @throws AppError `secret-missing` beside its field, `connection-expired`
 */
export async function prepareGraph(ctx: BrandContext, input: GraphConnection): Promise<PreparedGraph> {
  const existing = await findAccountOfNumber(ctx, input.phoneNumberId)
  const kept = existing?.provider === 'cloud-api' ? accountSecrets(existing) : undefined
  const expected = await findExpectedHandshake(ctx, input.connectionKey)
  if (!expected) throw new AppError('connection-expired')
  const isSimulator = input.provider === 'simulator'
  return {
    existing,
    isSimulator,
    ...graphApi,
    ...(isSimulator ? simulatorApi() : {}),
    wabaId: input.wabaId,
    phoneNumberId: input.phoneNumberId,
    accessToken: input.accessToken ?? kept?.accessToken ?? missing('accessToken'),
    appSecret: input.appSecret ?? kept?.appSecret ?? missing('appSecret'),
    verifyToken: expected.verifyToken,
    webhookKey: existing?.webhookKey ?? input.connectionKey,
  }
}

export type PreparedCm = Omit<CmConnection, 'productToken' | 'connectionKey' | 'provider' | 'saveAnyway'> & {
  apiBaseUrl: string
  linkBaseUrl: string
  productToken: string
}

/** The same for a number at CM.com. @throws AppError `secret-missing` */
export async function prepareCm(ctx: BrandContext, input: CmConnection): Promise<PreparedCm> {
  const { productToken, connectionKey: _key, provider: _provider, saveAnyway: _anyway, ...facts } = input
  const existing = await findAccountOfNumber(ctx, facts.displayPhoneE164.slice(1))
  const kept = existing?.provider === 'cm' ? cmSecrets(existing).productToken : undefined
  return {
    ...facts,
    ...cmApi,
    ...(facts.isSimulator ? simulatorApi() : {}),
    productToken: productToken ?? kept ?? missing('productToken'),
  }
}

function missing(field: string): never {
  throw new AppError('secret-missing', { field })
}
