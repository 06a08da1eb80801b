import type { BrandContext } from '../../brands/scope'
import { requireAccount } from '../../providers/accounts'
import { managementFor } from '../../providers/whatsapp/registry'

/**
 * Asks WhatsApp for a short link of its own that opens our chat with these words in it (`message_qrdls`). It can be re-worded
 * there, but leads past us: it is not counted, paused or pointed elsewhere, and a number has 2,000 of them at most.
 * @throws AppError `no-whatsapp-account`, `provider-cannot` (CM.com), `provider-refused`, `provider-unreachable`
 */
export async function makeMetaLink(ctx: BrandContext, words: string): Promise<string> {
  return managementFor(await requireAccount(ctx)).makeChatLink(words)
}
