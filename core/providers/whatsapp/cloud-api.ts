import { Pool } from 'undici'
import { z } from 'zod'
import { AppError } from '../../platform/errors'
import { brokenOff, connectionCode, refusedWith, refusedWithoutCode } from './errors'
import {
  fieldsOfNumber,
  fieldsOfTemplate,
  graphError,
  numberAnswer,
  sendAnswer,
  templatesAnswer,
} from './graph'
import type { ListedTemplate, SendOutcome, TemplateMessage, TextMessage, WhatsAppProvider } from './types'
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

type Answer = { status: number; body: unknown }

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Meta's WhatsApp Cloud API (Graph API wire), and everything that speaks it. */
export function openCloudApi(options: CloudApiOptions): WhatsAppProvider {
  const base = new URL(options.apiBaseUrl)
  const timeoutMs = options.answerTimeoutMs ?? 20_000
  const pool = new Pool(base.origin, {
    connections: options.connections ?? 40,
    connect: { timeout: 5_000 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 30_000,
    // Two requests on one connection could share one loss.
    pipelining: 1,
  })
  const prefix = `${base.pathname.replace(/\/$/, '')}/${options.apiVersion}`

  async function call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const answer = await pool.request({
      method,
      path: `${prefix}${path}`,
      headers: {
        authorization: `Bearer ${options.accessToken}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return { status: answer.statusCode, body: parseJson(await answer.body.text()) }
  }

  async function send(body: unknown): Promise<SendOutcome> {
    let answer: Answer
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
    let answer: Answer
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

  return {
    sendTemplate: (message: TemplateMessage) => send(templateBody(message)),
    sendText: (message: TextMessage) => send(textBody(message)),
    listTemplates,
    getNumber: () => ask('GET', `/${options.phoneNumberId}?fields=${fieldsOfNumber}`, numberAnswer),
    async subscribeWebhook(callbackUrl, verifyToken) {
      await ask('POST', `/${options.wabaId}/subscribed_apps`, z.looseObject({ success: z.literal(true) }), {
        override_callback_uri: callbackUrl,
        verify_token: verifyToken,
      })
    },
    close: () => pool.close(),
  }
}
