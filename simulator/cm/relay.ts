import type { Account } from '../store/accounts'
import type { Store } from '../store/store'
import type { Change } from '../webhooks/changes'
import type { CmDelivery } from './deliver'
import { incomingMessage, type ReportCode, statusReport } from './reports'

type Json = Record<string, unknown>

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const partOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

const codes: Record<string, ReportCode> = { sent: '0', delivered: '2', read: '4', failed: '3' }
const descriptions: Record<string, string> = { sent: 'Sent', delivered: 'Delivered', read: 'Read' }

/** The words of what a person sent, and for what was pressed the platform's own part. */
function wordsOf(message: Json): { text: string; custom: Json } {
  const type = String(message['type'])
  const part = partOf(message[type])
  if (type === 'text') return { text: String(part['body'] ?? ''), custom: {} }
  if (type === 'button') return { text: String(part['text'] ?? ''), custom: { button: part } }
  if (type === 'interactive') {
    const reply = partOf(part[String(part['type'])])
    return { text: String(reply['title'] ?? ''), custom: { interactive: part } }
  }
  return { text: String(part['caption'] ?? ''), custom: { [type]: part } }
}

/**
 * CM.com stands between the platform and its customer: what the platform tells of a number that CM.com runs comes
 * out as status reports and incoming messages. Changes of templates and WhatsApp's own switch are not passed on,
 * because nothing that CM.com publishes says that they are.
 */
export function createRelay(store: Store, delivery: CmDelivery) {
  return (account: Account, change: Change): void => {
    const cm = store.cm.byWhatsAppNumber(account.display_phone_number)
    if (!cm || change.field !== 'messages') return
    for (const status of listOf(change.value['statuses'])) {
      const code = codes[String(status['status'])]
      const reference = status['biz_opaque_callback_data']
      if (!code || typeof reference !== 'string') continue
      const [error] = listOf(status['errors'])
      delivery.report(
        cm,
        statusReport({
          at: Number(status['timestamp']) * 1000,
          to: String(status['recipient_id']),
          reference,
          code,
          ...(error ? { errorCode: String(error['code']) } : {}),
          description: error ? String(error['title']) : (descriptions[String(status['status'])] ?? ''),
        }),
      )
    }
    const [contact] = listOf(change.value['contacts'])
    for (const message of listOf(change.value['messages'])) {
      // Without a number CM.com has nowhere to put the sender; whether it passes such people on is not known.
      if (typeof message['from'] !== 'string') continue
      delivery.incoming(
        cm,
        incomingMessage({
          at: Number(message['timestamp']) * 1000,
          reference: String(message['id']),
          context: (partOf(message['context'])['id'] as string | undefined) ?? null,
          from: { number: message['from'], name: String(partOf(contact?.['profile'])['name'] ?? '') },
          to: account.display_phone_number,
          channel: 'WhatsApp',
          ...wordsOf(message),
        }),
      )
    }
  }
}
