import type { BrandContext } from '../../brands/scope'
import { checkCmToken } from '../connection/check-cm'
import { checkOwnCallback } from '../connection/check-webhook'
import { type ChannelVerdict, channelVerdict } from './schema'

export type SmsToCheck = { isSimulator: boolean; apiBaseUrl: string; sender: string; productToken: string }

/**
 * What can be known of a way to send SMS before one is sent: whether CM.com takes the token, what the sender means for
 * people, and whether reports and answers can reach this server. Sends nothing and saves nothing.
 */
export async function checkSms(ctx: BrandContext, sms: SmsToCheck): Promise<ChannelVerdict[]> {
  const [token, callback] = await Promise.all([checkCmToken(sms), checkOwnCallback(ctx, sms.isSimulator)])
  return [
    channelVerdict('token', token.state, token.code, token.params),
    sms.sender.startsWith('+')
      ? channelVerdict('sender', 'ok', 'number')
      : channelVerdict('sender', 'warning', 'name'),
    channelVerdict('callback', callback.state, callback.code, callback.params),
  ]
}
