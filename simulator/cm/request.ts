import { z } from 'zod'
import { parseNumber } from '../phone-number'
import { CmMessageError, CmRequestError, cmCodes } from './errors'

const Part = z.record(z.string(), z.unknown())

const Message = z.looseObject({
  from: z.string(),
  to: z.array(z.looseObject({ number: z.string() })).min(1),
  body: z.looseObject({ type: z.string().optional(), content: z.string() }).optional(),
  reference: z.string().optional(),
  customGrouping: z.string().max(64).optional(),
  customGrouping2: z.string().max(64).optional(),
  customGrouping3: z.string().max(64).optional(),
  validity: z.string().optional(),
  minimumNumberOfMessageParts: z.number().int().min(1).optional(),
  maximumNumberOfMessageParts: z.number().int().min(1).max(8).optional(),
  allowedChannels: z.array(z.string()).optional(),
  richContent: z.looseObject({ conversation: z.array(Part).max(10).optional() }).optional(),
})
export type CmMessage = z.infer<typeof Message>

/** One recipient of one message: what becomes a line of the answer. */
export type Addressed = { message: CmMessage; to: string }

const codeOfField: Record<string, number> = {
  from: cmCodes.from,
  to: cmCodes.to,
  body: cmCodes.body,
  richContent: cmCodes.body,
}

/** The product token of a request: in the header, or in the body under either spelling. */
export function tokenOf(header: string | undefined, body: Record<string, unknown>): string | undefined {
  const messages = body['messages'] as { authentication?: Record<string, unknown> } | undefined
  const inBody = messages?.authentication?.['producttoken'] ?? messages?.authentication?.['productToken']
  return header ?? (typeof inBody === 'string' ? inBody : undefined)
}

/** Reads the JSON of a request. @throws CmRequestError 202 */
export function readRequest(text: string): { body: Record<string, unknown>; msg: unknown } {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new CmRequestError(cmCodes.malformed, 400, 'The request is no JSON.')
  }
  const parsed = z.looseObject({ messages: z.looseObject({ msg: z.unknown() }) }).safeParse(body)
  if (!parsed.success) throw new CmRequestError(cmCodes.malformed, 400, 'There is no messages object.')
  return { body: parsed.data, msg: parsed.data.messages.msg }
}

/** The messages of a request, which are looked at when its token is known. @throws CmRequestError 203 */
export function readEntries(msg: unknown): unknown[] {
  if (!Array.isArray(msg) || msg.length === 0) {
    throw new CmRequestError(cmCodes.messages, 400, 'The msg array is missing or empty.')
  }
  if (msg.length > 1000) throw new CmRequestError(cmCodes.messages, 400, 'At most 1000 messages a request.')
  return msg
}

/** Checks the shape of one entry. @throws CmMessageError 301 to 305 */
export function readMessage(entry: unknown): CmMessage {
  const parsed = Message.safeParse(entry)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = String(issue?.path[0] ?? '')
    throw new CmMessageError(codeOfField[field] ?? cmCodes.field, `${field}: ${issue?.message ?? 'invalid'}`)
  }
  const message = parsed.data
  if (!/^\+?\d{3,16}$/.test(message.from) && !/^[A-Za-z0-9 .&+_-]{1,11}$/.test(message.from)) {
    throw new CmMessageError(cmCodes.from, 'A sender is a number, or at most 11 letters and digits.')
  }
  if (message.reference !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(message.reference)) {
    throw new CmMessageError(cmCodes.field, 'The reference must be 1 to 32 alphanumeric characters.')
  }
  if (!message.body?.content && !message.richContent?.conversation?.length) {
    throw new CmMessageError(cmCodes.body, 'A body without content was found')
  }
  return message
}

/** The digits of a recipient. @throws CmMessageError 303 */
export function readRecipient(number: string): string {
  const digits = parseNumber(number)
  if (!digits) throw new CmMessageError(cmCodes.number, 'The number is no valid MSISDN.')
  return digits
}
