import { type CmGatewayOptions, openCmGateway } from '../cm/gateway'
import { cmTemplate, cmText } from './cm-wire'
import type { WhatsAppProvider } from './types'

export type CmWhatsAppOptions = CmGatewayOptions & {
  senderE164: string
  /** What the account's templates are called by, beside their name. */
  namespace: string
}

/**
 * WhatsApp over CM.com. It sends; it lists no templates, tells nothing of the number and takes its callback address
 * only in its own portal, so `management` is null.
 */
export function openCmWhatsApp(options: CmWhatsAppOptions): WhatsAppProvider {
  const gateway = openCmGateway(options)
  return {
    sendTemplate: (message) => gateway.send(cmTemplate(options, message)),
    sendText: (message) => gateway.send(cmText(options, message)),
    management: null,
    close: gateway.close,
  }
}
