import { z } from 'zod'
import { readCmErrorCode } from '../providers/cm/errors'
import { e164Of, messageIdOf } from '../providers/cm/reference'
import type { ParsedDelivery, StoredDelivery } from './delivery'
import { applyMessage } from './messages'
import type { Receivers } from './receivers'
import { plainText } from './schema'
import type { InboundStatus } from './statuses'

/** 0 taken by the operator, 1 rejected by CM.com, 2 delivered, 3 failed, 4 read. */
const statuses: Record<string, CmReport['status']> = {
  '0': 'sent',
  '1': 'failed',
  '2': 'delivered',
  '3': 'failed',
  '4': 'read',
}

/** CM.com writes moments without a zone and means UTC. One that lies ahead of us is taken for now. */
const moment = (latest: Date) =>
  z
    .string()
    .transform((text) => new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`))
    .refine((at) => !Number.isNaN(at.getTime()))
    .catch(latest)
    .transform((at) => (at > latest ? latest : at))

const text = z.union([z.string(), z.number()]).transform(String).pipe(plainText)

const reportSchema = (latest: Date) =>
  z.looseObject({
    received: moment(latest),
    reference: text,
    status: z.looseObject({
      code: text,
      errorCode: text.nullish(),
      errorDescription: text.nullish(),
    }),
  })

const reportsSchema = z.looseObject({
  messages: z.looseObject({ msg: z.union([z.array(z.unknown()), z.looseObject({})]) }),
})

export type CmReport = {
  /** Our own id of the message. */
  messageId: string
  /** The same as it travelled. */
  reference: string
  status: 'sent' | 'delivered' | 'read' | 'failed'
  at: Date
  error?: { code: number; title: string }
}

/** The reports of a delivery, one or several. What cannot be used is noted. @throws ZodError where it holds none */
export function readCmReports(delivery: StoredDelivery, into: Pick<ParsedDelivery, 'problems'>): CmReport[] {
  const { msg } = reportsSchema.parse(JSON.parse(delivery.body)).messages
  const reports: CmReport[] = []
  for (const one of [msg].flat()) {
    const read = reportSchema(delivery.receivedAt).safeParse(one)
    if (!read.success) {
      into.problems.push('status report that could not be read')
      continue
    }
    const { received, reference, status } = read.data
    const known = statuses[status.code]
    const messageId = messageIdOf(reference)
    if (!known) into.problems.push(`unknown status "${status.code.slice(0, 40)}"`)
    else if (!messageId) into.problems.push('status report with a reference that is none of ours')
    else {
      const title = status.errorDescription ?? ''
      const error = known === 'failed' ? { code: readCmErrorCode(status.errorCode ?? ''), title } : undefined
      reports.push({ messageId, reference, status: known, at: received, ...(error ? { error } : {}) })
    }
  }
  return reports
}

/** Reports of WhatsApp messages. The reference is our own id of the message and the only thing that names it. */
export function parseCmStatuses(delivery: StoredDelivery, receivers: Receivers, into: ParsedDelivery): void {
  const updates = readCmReports(delivery, into).map(
    ({ reference, ...report }): InboundStatus => ({ ...report, providerMessageId: reference }),
  )
  if (updates.length > 0) into.statuses.push({ receiver: receivers.own, updates })
}

const incomingSchema = (latest: Date) =>
  z.looseObject({
    reference: text.pipe(z.string().min(1).max(400)),
    messageContext: text.nullish(),
    from: z.looseObject({ number: text, name: text.nullish() }),
    message: z.looseObject({
      text: text.nullish(),
      media: z.looseObject({ contentType: text.nullish() }).nullish(),
      custom: z.looseObject({}).nullish().catch(null),
    }),
    timeUtc: moment(latest),
    channel: text.nullish(),
  })

/** Who wrote what when, of an incoming SMS; undefined where the sender is no number. @throws ZodError */
export function readCmSms(body: string, receivedAt: Date) {
  const { reference, from, message, timeUtc } = incomingSchema(receivedAt).parse(JSON.parse(body))
  const fromE164 = e164Of(from.number)
  if (!fromE164) return undefined
  return { fromE164, text: message.text ?? '', providerMessageId: reference, at: timeUtc }
}

/** Something a person wrote, in Meta's shape from here on: what they pressed comes as the platform's own part. */
export function parseCmMessage(delivery: StoredDelivery, receivers: Receivers, into: ParsedDelivery): void {
  const incoming = incomingSchema(delivery.receivedAt).parse(JSON.parse(delivery.body))
  const { reference, messageContext, from, message, timeUtc, channel } = incoming
  const digits = e164Of(from.number)?.slice(1)
  if (!digits) {
    into.problems.push('message from a sender that is no number: kept here, not acted upon')
    return
  }
  const { button, interactive } = message.custom ?? {}
  const [media = ''] = message.media?.contentType?.split('/') ?? []
  const words = message.text ?? ''
  const raw = {
    id: reference,
    from: digits,
    timestamp: Math.floor(timeUtc.getTime() / 1000),
    ...(messageContext ? { context: { id: messageContext } } : {}),
    ...(button
      ? { type: 'button', button }
      : interactive
        ? { type: 'interactive', interactive }
        : media
          ? { type: media, [media]: { caption: words } }
          : { type: 'text', text: { body: words } }),
  }
  const name = from.name || undefined
  const { ctx, accountId } = receivers.own
  const isSms = channel?.toLowerCase() === 'sms'
  into.acts.push({
    what: 'message',
    work: () =>
      applyMessage(ctx, accountId, raw, [{ wa_id: digits, profile: { name } }], isSms ? 'sms' : 'whatsapp'),
  })
}
