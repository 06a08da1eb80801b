import { type CmGatewayOptions, openCmGateway } from '../cm/gateway'
import { cmNumberOf, referenceOf } from '../cm/reference'
import type { SmsProvider } from './types'

/** What CM.com joins to one long SMS, at most. */
const mostParts = 8

/** SMS over CM.com. `sender` is a number, which people can answer, or a name of at most 11 letters, which they cannot. */
export function openCmSms(options: CmGatewayOptions & { sender: string }): SmsProvider {
  const gateway = openCmGateway(options)
  const from = options.sender.startsWith('+') ? cmNumberOf(options.sender) : options.sender
  return {
    send: ({ messageId, toE164, body }) =>
      gateway.send({
        from,
        to: [{ number: cmNumberOf(toE164) }],
        body: { type: 'auto', content: body },
        reference: referenceOf(messageId),
        allowedChannels: ['SMS'],
        minimumNumberOfMessageParts: 1,
        maximumNumberOfMessageParts: mostParts,
      }),
    close: gateway.close,
  }
}
