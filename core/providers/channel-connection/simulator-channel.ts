import { randomUUID } from 'node:crypto'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { getSettings } from '../../platform/env'
import { requirePermission } from '../../staff/gate'
import { requireChannel, smsCallbackUrls } from '../channels'
import { tellSimulator } from '../connection/tell-simulator'
import { connectEmail, connectSms } from './connect-channel'
import type { ChannelConnected } from './schema'

/**
 * Has the built-in simulator play CM.com for SMS. The token is made here and goes to the simulator and into the channel; no
 * browser sees it.
 * @throws AppError `not-allowed`, `simulator-away`
 */
export async function connectSimulatorSms(ctx: BrandContext): Promise<ChannelConnected> {
  requirePermission(ctx, 'brand.write')
  const { name } = await getBrand(ctx)
  const productToken = randomUUID()
  await tellSimulator(`/control/cm/accounts/${productToken}`, { name })
  // Nobody has these: the Dutch numbers for stories and films.
  const connected = await connectSms(ctx, { isSimulator: true, sender: '+3197014555010', productToken })
  if (!connected.isSaved) return connected
  const { statuses, messages } = smsCallbackUrls(await requireChannel(ctx, 'sms'))
  await tellSimulator(`/control/cm/accounts/${productToken}`, {
    name,
    statusesUrl: statuses,
    messagesUrl: messages,
  })
  return { verdicts: connected.verdicts, isSaved: true }
}

/** Has the built-in simulator be the mail server. @throws AppError `not-allowed` */
export async function connectSimulatorEmail(ctx: BrandContext): Promise<ChannelConnected> {
  requirePermission(ctx, 'brand.write')
  const { name, slug } = await getBrand(ctx)
  return connectEmail(ctx, {
    isSimulator: true,
    host: '127.0.0.1',
    port: getSettings().SIMULATOR_SMTP_PORT,
    security: 'none',
    username: slug,
    password: randomUUID(),
    fromAddress: `hello@${slug}.example`,
    fromName: name,
  })
}
