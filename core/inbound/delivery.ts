import type { WebhookKind } from '@/db/states'
import type { Act, Attempts } from './attempts'
import type { Receiver } from './receivers'
import type { InboundStatus } from './statuses'

/** A delivery as it was stored. */
export type StoredDelivery = { id: string; receivedAt: Date; body: string; kind: WebhookKind }

/** A delivery, understood: its statuses, which may be applied with those of others, and the rest in order. */
export type ParsedDelivery = Attempts & {
  statuses: { receiver: Receiver; updates: InboundStatus[] }[]
  acts: Act[]
}
