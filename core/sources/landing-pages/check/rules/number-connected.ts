import type { Rule } from '../rule'
import { sources } from '../sources'

/** There is a WhatsApp number to send from, so a sign-up can be confirmed. */
export const numberConnected: Rule<'number-connected'> = {
  name: 'number-connected',
  level: 'must',
  source: sources.whatsAppOptIn,
  check: ({ hasWhatsAppNumber }) => (hasWhatsAppNumber ? [] : [{ place: { in: 'number-settings' } }]),
}
