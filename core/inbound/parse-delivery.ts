import type { WebhookKind } from '@/db/states'
import { type Act, type Attempts, noteProblem } from './attempts'
import { parseCmMessage, parseCmStatuses } from './parse-cm'
import { parseMetaDelivery } from './parse-meta'
import type { Receiver, Receivers } from './receivers'
import type { InboundStatus } from './statuses'

/** A delivery, understood: its statuses, which may be applied with those of others, and the rest in order. */
export type ParsedDelivery = Attempts & {
  statuses: { receiver: Receiver; updates: InboundStatus[] }[]
  acts: Act[]
}

export type StoredDelivery = { id: string; receivedAt: Date; body: string; kind: WebhookKind }

const parsers: Record<
  WebhookKind,
  (delivery: StoredDelivery, receivers: Receivers, into: ParsedDelivery) => void
> = {
  meta: parseMetaDelivery,
  'cm-status': parseCmStatuses,
  'cm-message': parseCmMessage,
}

/** Reads a stored delivery. What cannot be read is noted on it; the rest counts. */
export function parseDelivery(delivery: StoredDelivery, receivers: Receivers): ParsedDelivery {
  const into: ParsedDelivery = { id: delivery.id, problems: [], statuses: [], acts: [] }
  try {
    parsers[delivery.kind](delivery, receivers, into)
  } catch (error) {
    noteProblem(into, 'delivery', error)
  }
  return into
}
