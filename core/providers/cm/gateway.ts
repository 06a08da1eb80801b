import { z } from 'zod'
import { openHttpCaller } from '../http-caller'
import { brokenOff } from '../whatsapp/errors'
import type { RefusalPlan, SendOutcome } from '../whatsapp/types'
import { keptCmCode, planForCm, planForCmStatus } from './errors'

/** One entry of `messages.msg`. */
export type CmMessage = {
  from: string
  to: [{ number: string }]
  body: { type: 'auto'; content: string }
  reference: string
  allowedChannels: ['WhatsApp'] | ['SMS']
  richContent?: { conversation: Record<string, unknown>[] }
  minimumNumberOfMessageParts?: number
  maximumNumberOfMessageParts?: number
}

export type CmGatewayOptions = {
  /** `https://gw.cmtelecom.com`, or a stand-in. */
  apiBaseUrl: string
  productToken: string
  connections?: number | undefined
  answerTimeoutMs?: number | undefined
}

export type CmGateway = {
  /** Sends one message a request, so that one answer speaks of one message. Never throws. */
  send: (message: CmMessage) => Promise<SendOutcome>
  close: () => Promise<void>
}

const answer = z.looseObject({
  details: z.string().nullish(),
  errorCode: z.number().int(),
  messages: z
    .array(
      z.looseObject({
        status: z.string().nullish(),
        messageDetails: z.string().nullish(),
        messageErrorCode: z.number().int().default(0),
      }),
    )
    .nullish(),
})

const outcomeOf = (plan: RefusalPlan | 'unknown', code: number, title: string): SendOutcome =>
  plan === 'unknown'
    ? { kind: 'unknown', reason: `cm-${code || title}` }
    : { kind: 'refused', code: code === 0 ? 0 : keptCmCode(code), title, ...plan }

/** What an answer of `POST /v1.0/message` says of the one message in it. */
export function readCmAnswer(status: number, body: unknown): SendOutcome {
  const parsed = answer.safeParse(body)
  if (!parsed.success) {
    // A success that cannot be read was accepted all the same; a report will name the message.
    if (status >= 200 && status < 300) return { kind: 'unknown', reason: 'unreadable-answer' }
    return outcomeOf(planForCmStatus(status), 0, `HTTP ${status}`)
  }
  const { errorCode, details, messages } = parsed.data
  const [message] = messages ?? []
  const code = message?.messageErrorCode || errorCode
  if (code === 0) return { kind: 'accepted', held: false }
  const title = message?.messageDetails || details || `CM ${code}`
  return outcomeOf(planForCm(code) ?? planForCmStatus(status), code, title)
}

/** CM.com's Business Messaging gateway, for WhatsApp and SMS alike. */
export function openCmGateway(options: CmGatewayOptions): CmGateway {
  const { apiBaseUrl, connections, answerTimeoutMs } = options
  const caller = openHttpCaller({ baseUrl: apiBaseUrl, connections, answerTimeoutMs })
  return {
    async send(message) {
      try {
        const { status, body } = await caller.call('POST', '/v1.0/message', {
          headers: { 'x-cm-producttoken': options.productToken },
          body: { messages: { msg: [message] } },
        })
        return readCmAnswer(status, body)
      } catch (error) {
        return brokenOff(error)
      }
    },
    close: () => caller.close(),
  }
}
