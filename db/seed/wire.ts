import { createHash } from 'node:crypto'
import type { BrandContext } from '@/core/brands/scope'
import { type BatchResult, dispatchBatch } from '@/core/dispatch/send-batch'
import { applyStatusUpdates, readStatuses } from '@/core/inbound/statuses'
import type { SendOutcome, TemplateMessage, WhatsAppProvider } from '@/core/providers/whatsapp/types'
import { chanceOf, delayMs } from './chance'
import type { Teller } from './teller'
import type { Timeline } from './timeline'

/** A message that has left, as the person gets it. */
export type Sent = {
  messageId: string
  providerMessageId: string
  toE164: string
  template?: TemplateMessage
}

/** WhatsApp as it was: takes every message, and says later what became of it. */
export type Wire = {
  provider: Pick<WhatsAppProvider, 'sendTemplate' | 'sendText'>
  /** What was taken since the last look. */
  takeSent: () => Sent[]
  /** Statuses on their way, by the second (since 1970) at which they come. */
  statuses: Map<number, RawStatus[]>
  teller: Teller
  timeline: Timeline
}

export function makeWire(teller: Teller, timeline: Timeline): Wire {
  let sent: Sent[] = []
  const accept = (message: Omit<Sent, 'providerMessageId'>): Promise<SendOutcome> => {
    const digest = createHash('sha256').update(message.messageId).digest('base64url').slice(0, 22)
    const providerMessageId = `wamid.HBgLMzE2${digest}`
    sent.push({ ...message, providerMessageId })
    return Promise.resolve({ kind: 'accepted', providerMessageId, held: false })
  }
  return {
    teller,
    timeline,
    statuses: new Map(),
    provider: {
      // Everybody in the story has a number.
      sendTemplate: (template) =>
        accept({ messageId: template.messageId, toE164: template.toE164 ?? '', template }),
      sendText: ({ messageId, toE164 }) => accept({ messageId, toE164: toE164 ?? '' }),
    },
    takeSent: () => {
      const taken = sent
      sent = []
      return taken
    },
  }
}

/** No pause between messages: the pace is the story's own. */
const allAtOnce = { perSecond: 1_000_000, concurrency: 40 }

/** Sends what waits, at most `limit` messages. */
export const send = (wire: Wire, ctx: BrandContext, limit: number): Promise<BatchResult> =>
  dispatchBatch(ctx, { provider: wire.provider, account: { id: wire.teller.accountId }, limit, ...allAtOnce })

/** Sends the answer that waits for somebody who wrote; they have their phone in hand, and read it. */
export async function answerWaiting(wire: Wire, ctx: BrandContext): Promise<void> {
  const result = await send(wire, ctx, 5)
  if (result.claimed === 0) return
  const statuses = wire.takeSent().flatMap((sent) => {
    const chance = chanceOf(`answer ${sent.toE164} ${ctx.now.getTime()}`)
    const deliveredAt = ctx.now.getTime() + 900
    const readAt = deliveredAt + Math.min(delayMs(chance, 6_000), 20 * 3_600_000)
    return [
      statusOf(sent, 'sent', ctx.now.getTime() + 500),
      statusOf(sent, 'delivered', deliveredAt),
      ...(chance() < 0.93 ? [statusOf(sent, 'read', readAt)] : []),
    ]
  })
  addStatuses(wire, statuses)
}

/** A status as its webhook brings it. */
export type RawStatus = {
  id: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  timestamp: string
  recipient_id: string
  biz_opaque_callback_data: string
  errors?: { code: number; title: string }[]
}

export const statusOf = (
  sent: Sent,
  status: RawStatus['status'],
  atMs: number,
  error?: { code: number; title: string },
): RawStatus => ({
  id: sent.providerMessageId,
  status,
  timestamp: String(Math.ceil(atMs / 1000)),
  recipient_id: sent.toE164.slice(1),
  biz_opaque_callback_data: sent.messageId,
  ...(error ? { errors: [error] } : {}),
})

const minute = 60
const hour = 60 * minute

/** Statuses are applied together with all others of about the same time, as they come when many come. */
export function addStatuses(wire: Wire, statuses: readonly RawStatus[]): void {
  const nowSeconds = Math.floor(wire.teller.calendar.now.getTime() / 1000)
  const started = Math.min(...statuses.map((status) => Number(status.timestamp)))
  for (const status of statuses) {
    const moment = Number(status.timestamp)
    if (moment > nowSeconds) continue
    const since = moment - started
    const step =
      statuses.length < 5 ? 6 * hour : since < hour ? 10 * minute : since < 24 * hour ? 2 * hour : 12 * hour
    const due = Math.min(nowSeconds, (Math.floor(moment / step) + 1) * step)
    const waiting = wire.statuses.get(due)
    if (waiting) {
      waiting.push(status)
      continue
    }
    wire.statuses.set(due, [status])
    const at = new Date(due * 1000)
    wire.timeline.add(at, async () => {
      const come = wire.statuses.get(due) ?? []
      wire.statuses.delete(due)
      await applyStatusUpdates(wire.teller.webhook(at), wire.teller.accountId, readStatuses(come).updates)
    })
  }
}
