import { GraphError } from '../graph/errors'
import { postMessage } from '../graph/messages'
import type { Account } from '../store/accounts'
import type { CmAccount } from '../store/cm'
import type { World } from '../world'
import { CmMessageError, cmCodes } from './errors'
import { statusReport } from './reports'
import type { Addressed } from './request'
import { graphPartOf, namespaceOf } from './to-graph'

const digitsOf = (sender: string) => sender.replace(/^\+|^00/, '')

/** The channels a message may go over, in the order in which they are tried. */
const channelsOf = ({ message }: Addressed) =>
  (message.allowedChannels ?? ['SMS']).map((name) => name.toLowerCase())

/**
 * Takes one message for one recipient. What CM.com itself checks is refused at once; what only the platform knows
 * (an unknown template, a closed window) is accepted and comes back as a failed report, as it does there.
 * @returns the number of parts
 */
export function sendOne(world: World, cm: CmAccount, one: Addressed): number {
  const { message, to } = one
  if (world.store.cm.isBlocked(to))
    throw new CmMessageError(cmCodes.blocked, 'The number is on the block list.')
  if (cm.balance !== null && cm.balance <= 0)
    throw new CmMessageError(cmCodes.balance, 'There is no balance left.')
  const content = message.body?.content ?? ''
  if (/viagra|casino bonus/i.test(content))
    throw new CmMessageError(cmCodes.spam, 'The content was taken for spam.')
  const channels = channelsOf(one)
  const account = channels.includes('whatsapp') ? whatsAppOf(world, cm, message.from) : undefined
  let parts: number
  if (account) {
    parts = sendWhatsApp(world, cm, account, one)
  } else if (channels.includes('sms')) {
    if (!content) throw new CmMessageError(cmCodes.body, 'A body without content was found')
    const sender = /^\+?\d+$/.test(message.from) ? digitsOf(message.from) : message.from
    parts = world.sms.accept(cm, { sender, peer: to, text: content, reference: message.reference ?? '' })
  } else if (channels.includes('whatsapp')) {
    throw new CmMessageError(cmCodes.from, 'This sender has no WhatsApp number.')
  } else {
    throw new CmMessageError(cmCodes.field, 'None of the allowed channels is known.')
  }
  if (cm.balance !== null) world.store.cm.spend(cm.product_token)
  return parts
}

function whatsAppOf(world: World, cm: CmAccount, from: string): Account | undefined {
  const digits = digitsOf(from)
  if (cm.whatsapp_number !== digits) return undefined
  return world.store.accounts.byNumber(digits)
}

function sendWhatsApp(world: World, cm: CmAccount, account: Account, { message, to }: Addressed): number {
  const parts = message.richContent?.conversation ?? [{ text: message.body?.content ?? '' }]
  const { reference } = message
  for (const part of parts) {
    const body = graphPartOf(part, (name, language) =>
      world.store.templates.find(account.waba_id, name, language),
    )
    if (!body) throw new CmMessageError(cmCodes.body, 'A part of the conversation is of no known kind.')
    const namespace = namespaceOf(part)
    if (namespace !== undefined && namespace !== (cm.namespace ?? '')) {
      fail(world, cm, to, reference, 132001, 'Template name does not exist in the translation')
      continue
    }
    const envelope = {
      messaging_product: 'whatsapp',
      to: `+${to}`,
      ...(reference === undefined ? {} : { biz_opaque_callback_data: reference }),
    }
    try {
      postMessage(world, account, { ...envelope, ...body })
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      fail(world, cm, to, reference, error.code, error.message)
    }
  }
  return parts.length
}

/** The platform refused what CM.com had accepted. */
function fail(
  world: World,
  cm: CmAccount,
  to: string,
  reference: string | undefined,
  code: number,
  description: string,
) {
  if (reference === undefined) return
  const report = {
    at: world.clock(),
    to,
    reference,
    code: '3' as const,
    errorCode: String(code),
    description,
  }
  world.cm.report(cm, statusReport(report))
}
