import { z } from 'zod'
import { readCmErrorCode } from './errors'
import { e164Of, messageIdOf } from './reference'

/** CM.com writes its moments without a zone and means UTC; a zone that is there all the same is taken at its word. */
const moment = z.string().transform((text, context) => {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(text)
  const at = new Date(zoned ? text : `${text}Z`)
  if (Number.isFinite(at.getTime())) return at
  context.addIssue({ code: 'custom', message: 'not a moment' })
  return z.NEVER
})

const code = z.union([z.string(), z.number()]).transform(String)

const report = z.looseObject({
  messages: z.looseObject({
    // An object here, unlike in a request; an array is understood too.
    msg: z.preprocess(
      (msg) => (Array.isArray(msg) ? msg : [msg]),
      z.array(
        z.looseObject({
          received: moment,
          to: z.string().nullish(),
          reference: z.string().nullish(),
          status: z.looseObject({
            code,
            errorCode: code.nullish(),
            errorDescription: z.string().nullish(),
          }),
        }),
      ),
    ),
  }),
})

const statuses: Record<string, 'sent' | 'delivered' | 'read' | 'failed'> = {
  // Taken by the operator.
  0: 'sent',
  // Rejected by CM.com itself.
  1: 'failed',
  2: 'delivered',
  3: 'failed',
  4: 'read',
}

/** What a status report says of one message. */
export type CmStatus = {
  /** Our id, or undefined for a reference that is none of ours. */
  messageId: string | undefined
  reference: string
  /** CM.com's own number where we do not know its meaning. */
  status: string
  at: Date
  error?: { code: number; title: string }
}

/** Reads the body of a status report. @throws ZodError for a body that is none */
export function readCmStatuses(body: unknown): CmStatus[] {
  return report.parse(body).messages.msg.map(({ received, reference, status }) => {
    const meaning = statuses[status.code] ?? status.code
    const title = status.errorDescription || `CM ${status.errorCode ?? ''}`.trim()
    return {
      messageId: messageIdOf(reference ?? ''),
      reference: reference ?? '',
      status: meaning,
      at: received,
      ...(meaning === 'failed' ? { error: { code: readCmErrorCode(status.errorCode ?? ''), title } } : {}),
    }
  })
}

const party = z.looseObject({ number: z.string(), name: z.string().nullish() })
const empty = (text: string | null | undefined) => (text ? text : undefined)

const incoming = z.looseObject({
  reference: z.string().min(1),
  messageContext: z.string().nullish(),
  from: party,
  to: party,
  message: z.looseObject({
    text: z.string().nullish(),
    media: z
      .looseObject({
        mediaUri: z.string().nullish(),
        contentType: z.string().nullish(),
        title: z.string().nullish(),
      })
      .nullish(),
    custom: z.record(z.string(), z.unknown()).nullish().catch(null),
  }),
  timeUtc: moment,
  channel: z.string(),
})

/** What somebody wrote or pressed. */
export type CmIncoming = {
  /** CM.com's id of this message: the key that a redelivery has in common with the first. */
  reference: string
  fromE164: string | undefined
  fromName: string | undefined
  /** The number that was written to. */
  toE164: string | undefined
  text: string
  /** What was pressed: the payload of a template's button, or the id of a reply. */
  pressed: string | undefined
  media: { url: string; contentType: string } | undefined
  /** CM.com's id of the message that this one answers. */
  contextId: string | undefined
  at: Date
  /** `WhatsApp`, `SMS`, and what comes after. */
  channel: string
}

/** Keys that are known to hold what was pressed. CM.com does not publish them, so several spellings are looked for. */
const pressed = z
  .looseObject({
    button: z.looseObject({ payload: z.string() }).optional().catch(undefined),
    interactive: z
      .looseObject({
        button_reply: z.looseObject({ id: z.string() }).optional().catch(undefined),
        list_reply: z.looseObject({ id: z.string() }).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  })
  .transform(
    ({ button, interactive }) =>
      button?.payload ?? interactive?.button_reply?.id ?? interactive?.list_reply?.id,
  )

/** Reads the body of an incoming message. @throws ZodError for a body that is none */
export function readCmIncoming(body: unknown): CmIncoming {
  const { reference, messageContext, from, to, message, timeUtc, channel } = incoming.parse(body)
  const url = empty(message.media?.mediaUri)
  return {
    reference,
    fromE164: e164Of(from.number),
    fromName: empty(from.name),
    toE164: e164Of(to.number),
    text: message.text ?? '',
    pressed: pressed.parse(message.custom ?? {}),
    media: url === undefined ? undefined : { url, contentType: message.media?.contentType ?? '' },
    contextId: empty(messageContext),
    at: timeUtc,
    channel,
  }
}
