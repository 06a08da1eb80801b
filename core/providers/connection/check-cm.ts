import { z } from 'zod'
import { openHttpCaller } from '../http-caller'
import { connectionCode } from '../whatsapp/errors'
import { verdict } from './check-graph'
import type { Verdict } from './schema'

const answerSchema = z.looseObject({ errorCode: z.number().int() })

/** CM.com looks at the token before the message: an empty list is refused either way, with another code (101, 103 or 203). */
const tokenCodes = new Set([101, 103])
const shapeCodes = new Set([201, 202, 203])

/**
 * Whether CM.com takes the product token, asked with a request that holds no message, so that nothing can be sent.
 * The rest CM.com does not tell: the sender shows with the first message, callback addresses are set in its portal.
 */
export async function checkCm(input: { apiBaseUrl: string; productToken: string }): Promise<Verdict[]> {
  return [
    await checkCmToken(input),
    verdict('permissions', 'skipped', 'cm'),
    verdict('number', 'skipped', 'cm'),
    verdict('subscription', 'skipped', 'cm'),
  ]
}

/** Whether CM.com takes a product token, for WhatsApp and SMS alike. */
export async function checkCmToken({
  apiBaseUrl,
  productToken,
}: {
  apiBaseUrl: string
  productToken: string
}): Promise<Verdict> {
  const caller = openHttpCaller({ baseUrl: apiBaseUrl, connections: 1, answerTimeoutMs: 10_000 })
  try {
    const { status, body } = await caller.call('POST', '/v1.0/message', {
      headers: { 'x-cm-producttoken': productToken },
      body: { messages: { msg: [] } },
    })
    const answer = answerSchema.safeParse(body)
    const code = answer.success ? answer.data.errorCode : null
    if (status === 401 || status === 403 || (code !== null && tokenCodes.has(code))) {
      return verdict('token', 'failed', 'cm-refused')
    }
    if (code === 102) return verdict('token', 'warning', 'cm-balance')
    return code !== null && shapeCodes.has(code)
      ? verdict('token', 'ok', 'cm-taken')
      : verdict('token', 'failed', 'cm-unclear', { status, code: code ?? '–' })
  } catch (error) {
    return verdict('token', 'failed', 'unreachable', { reason: connectionCode(error) })
  } finally {
    await caller.close()
  }
}
