import type { WebhookKind } from '@/db/states'
import { noteProblem } from './attempts'
import type { ParsedDelivery, StoredDelivery } from './delivery'
import { parseCmMessage, parseCmStatuses } from './parse-cm'
import { parseMetaDelivery } from './parse-meta'
import type { Receivers } from './receivers'

const parsers: Record<
  WebhookKind,
  (delivery: StoredDelivery, receivers: Receivers, into: ParsedDelivery) => void
> = {
  meta: parseMetaDelivery,
  'cm-status': parseCmStatuses,
  'cm-message': parseCmMessage,
}

/** Reads a stored delivery to the address of a number. */
export const parseDelivery = (delivery: StoredDelivery, receivers: Receivers): ParsedDelivery =>
  readDelivery(delivery, (into) => parsers[delivery.kind](delivery, receivers, into))

/** Has a delivery read. What cannot be read is noted on it; the rest counts. */
export function readDelivery({ id }: StoredDelivery, read: (into: ParsedDelivery) => void): ParsedDelivery {
  const into: ParsedDelivery = { id, problems: [], statuses: [], acts: [] }
  try {
    read(into)
  } catch (error) {
    noteProblem(into, 'delivery', error)
  }
  return into
}
