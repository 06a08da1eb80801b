import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { type HttpAnswer, openHttpCaller } from '../http-caller'
import { brokenOff, connectionCode, refusedWith, refusedWithoutCode } from './errors'
import {
  fieldsOfNumber,
  fieldsOfTemplate,
  graphError,
  numberAnswer,
  numbersAnswer,
  sendAnswer,
  subscriptionsAnswer,
  templatesAnswer,
  tokenAnswer,
} from './graph'
import type {
  ListedTemplate,
  SendOutcome,
  TemplateMessage,
  TextMessage,
  WhatsAppManagement,
  WhatsAppProvider,
} from './types'
import { templateBody, textBody } from './wire'

export type CloudApiOptions = {
  /** `https://graph.facebook.com`, or a stand-in. */
  apiBaseUrl: string
  apiVersion: string
  wabaId: string
  phoneNumberId: string
  accessToken: string
  /** How many requests run at a time. */
  connections?: number
  /** After so long without an answer the outcome is unknown. */
  answerTimeoutMs?: number
}

/** Meta hides nothing of the account, so what `management` holds can be called on it directly as well. */
export type CloudApi = WhatsAppProvider & WhatsAppManagement & { management: WhatsAppManagement }

const chatLinkAnswer = z.looseObject({ code: z.string().regex(/^[A-Z2-7]{14}$/) })

/** Meta's WhatsApp Cloud API (Graph API wire), and everything that speaks it. */
export function openCloudApi(options: CloudApiOptions): CloudApi {
  const { apiBaseUrl, connections, answerTimeoutMs } = options
  const caller = openHttpCaller({ baseUrl: apiBaseUrl, connections, answerTimeoutMs })
  const call = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<HttpAnswer> =>
    caller.call(method, `/${options.apiVersion}${path}`, {
      headers: { authorization: `Bearer ${options.accessToken}` },
      body,
    })

  async function send(body: unknown): Promise<SendOutcome> {
    let answer: HttpAnswer
    try {
      answer = await call('POST', `/${options.phoneNumberId}/messages`, body)
    } catch (error) {
      return brokenOff(error)
    }
    const sent = sendAnswer.safeParse(answer.body)
    if (answer.status === 200) {
      // A 200 that cannot be read was still accepted; a status will name the message.
      if (!sent.success) return { kind: 'unknown', reason: 'unreadable-answer' }
      const [message] = sent.data.messages
      return {
        kind: 'accepted',
        providerMessageId: message.id,
        held: message.message_status === 'held_for_quality_assessment',
      }
    }
    const failed = graphError.safeParse(answer.body)
    if (!failed.success) return refusedWithoutCode(answer.status)
    const { code, error_data, message } = failed.data.error
    return refusedWith({ code, title: error_data?.details ?? message, httpStatus: answer.status })
  }

  /** A management call: what it refuses is told to a person. */
  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<T> {
    let answer: HttpAnswer
    try {
      answer = await call(method, path, body)
    } catch (error) {
      throw new AppError('provider-unreachable', { params: { reason: connectionCode(error) }, cause: error })
    }
    if (answer.status !== 200) {
      const failed = graphError.safeParse(answer.body)
      const code = failed.success ? failed.data.error.code : answer.status
      throw new AppError('provider-refused', { params: { code } })
    }
    const parsed = schema.safeParse(answer.body)
    if (!parsed.success)
      throw new AppError('provider-refused', { params: { code: 200 }, cause: parsed.error })
    return parsed.data
  }

  async function listTemplates(): Promise<ListedTemplate[]> {
    const found: ListedTemplate[] = []
    let after: string | undefined
    do {
      const query = new URLSearchParams({ fields: fieldsOfTemplate, limit: '100' })
      if (after) query.set('after', after)
      const page = await ask('GET', `/${options.wabaId}/message_templates?${query}`, templatesAnswer)
      found.push(...page.data)
      const next = page.paging?.next === undefined ? undefined : page.paging.cursors?.after
      // A cursor that does not move would have us ask for ever.
      after = next === after ? undefined : next
    } while (after)
    return found
  }

  const management: WhatsAppManagement = {
    listTemplates,
    async createTemplate({ lifeSeconds, ...template }) {
      await ask('POST', `/${options.wabaId}/message_templates`, z.looseObject({ id: z.string() }), {
        ...template,
        parameter_format: 'POSITIONAL',
        ...(lifeSeconds === undefined ? {} : { message_send_ttl_seconds: lifeSeconds }),
      })
    },
    getNumber: () => ask('GET', `/${options.phoneNumberId}?fields=${fieldsOfNumber}`, numberAnswer),
    listNumberIds: () => ask('GET', `/${options.wabaId}/phone_numbers?fields=id&limit=100`, numbersAnswer),
    // A token may look at itself.
    inspectToken: () =>
      ask('GET', `/debug_token?input_token=${encodeURIComponent(options.accessToken)}`, tokenAnswer),
    listSubscriptions: () => ask('GET', `/${options.wabaId}/subscribed_apps`, subscriptionsAnswer),
    async subscribeWebhook(callbackUrl, verifyToken) {
      await ask('POST', `/${options.wabaId}/subscribed_apps`, z.looseObject({ success: z.literal(true) }), {
        override_callback_uri: callbackUrl,
        verify_token: verifyToken,
      })
    },
    async makeChatLink(words) {
      const made = await ask('POST', `/${options.phoneNumberId}/message_qrdls`, chatLinkAnswer, {
        prefilled_message: words,
      })
      return made.code
    },
  }
  return {
    sendTemplate: (message: TemplateMessage) => send(templateBody(message)),
    sendText: (message: TextMessage) => send(textBody(message)),
    management,
    ...management,
    close: () => caller.close(),
  }
}
