import { type CmGatewayOptions, openCmGateway } from '../cm/gateway'
import { cmTemplate, cmText } from './cm-wire'
import type { SendOutcome, WhatsAppProvider } from './types'

export type CmWhatsAppOptions = CmGatewayOptions & {
  senderE164: string
  /** What the account's templates are called by, beside their name. */
  namespace: string
}

/** In WhatsApp's own words for it: nothing left the house. */
const needsNumber: SendOutcome = {
  kind: 'refused',
  then: 'fix',
  code: 131062,
  title: 'CM.com sends to numbers only',
}

/**
 * WhatsApp over CM.com. It sends; it lists no templates, tells nothing of the number and takes its callback address
 * only in its own portal, so `management` is null.
 */
export function openCmWhatsApp(options: CmWhatsAppOptions): WhatsAppProvider {
  const gateway = openCmGateway(options)
  return {
    sendTemplate: async ({ toE164, ...message }) =>
      toE164 ? gateway.send(cmTemplate(options, { ...message, toE164 })) : needsNumber,
    sendText: async ({ toE164, ...message }) =>
      toE164 ? gateway.send(cmText(options, { ...message, toE164 })) : needsNumber,
    management: null,
    close: gateway.close,
  }
}
