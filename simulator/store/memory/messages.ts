import type { Message, MessageStatus, Messages } from '../messages'

const onItsWay: MessageStatus[] = ['accepted', 'held', 'sent']
const arrived: MessageStatus[] = ['delivered', 'read']
const marketing = ['marketing', 'marketing_lite']

/**
 * Messages under way, for `--bench`: the same answers as the state file gives, without a file. A message is replaced when
 * it changes, so that who read it a moment ago keeps what they read.
 */
export function messagesInMemory(): Messages & { forget: () => void } {
  const all = new Map<string, Message>()
  let seq = 0
  const where = (holds: (message: Message) => boolean) => [...all.values()].filter(holds)
  const change = (id: string, changes: Partial<Message>) => {
    const message = all.get(id)
    if (message) all.set(id, { ...message, ...changes })
  }
  return {
    underway: (templateId) =>
      where(({ template_id, status }) => template_id === templateId && ['accepted', 'sent'].includes(status))
        .length > 0,
    sentBetween: (wabaId, from, until) =>
      where(
        ({ waba_id, direction, created_at }) =>
          waba_id === wabaId && direction === 'out' && created_at >= from && created_at < until,
      ),
    held: (templateId) =>
      where(({ template_id, status }) => template_id === templateId && status === 'held').map(({ id }) => id),
    setOpened: (id, now) => change(id, { opened_at: all.get(id)?.opened_at ?? now }),
    lastTemplate: (peer, phoneNumberId, since) =>
      where(
        (one) =>
          one.peer === peer &&
          one.phone_number_id === phoneNumberId &&
          one.template_id !== null &&
          arrived.includes(one.status) &&
          one.created_at > since,
      ).at(-1)?.template_id ?? undefined,
    countOffers: (peer, since) =>
      where(
        (one) =>
          one.peer === peer &&
          one.direction === 'out' &&
          arrived.includes(one.status) &&
          one.created_at > since &&
          one.window_open === 0 &&
          marketing.includes(one.pricing?.category ?? ''),
      ).length,
    move(from, to) {
      for (const { id } of where(({ peer }) => peer === from)) change(id, { peer: to })
    },
    add(message) {
      seq += 1
      all.set(message.id, { ...message, seq })
    },
    byId: (id) => all.get(id),
    remove: (id) => void all.delete(id),
    setStatus: (id, status, errorCode = null) => change(id, { status, error_code: errorCode }),
    setRead: (id, now) => change(id, { status: 'read', read_at: now }),
    thread: (peer, phoneNumberId, limit = 200) =>
      where((one) => one.peer === peer && one.phone_number_id === phoneNumberId).slice(-limit),
    byPeer: (peer) => where((one) => one.peer === peer),
    latest: (limit) =>
      where(() => true)
        .slice(-limit)
        .reverse(),
    undelivered: (peer) =>
      where((one) => one.peer === peer && one.direction === 'out' && onItsWay.includes(one.status)),
    forget: () => all.clear(),
  }
}
