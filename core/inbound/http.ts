import { createHmac, timingSafeEqual } from 'node:crypto'
import { getDatabase } from '@/db/client'
import type { WebhookKind, WebhookRefusal } from '@/db/states'
import { sha256 } from '../platform/crypto'
import { takeFrom } from '../platform/limits'
import { getLog } from '../platform/log'
import { type Account, accountSecrets, findAccountByWebhookKey } from '../providers/accounts'
import { channelCallbackToken, findChannelByWebhookKey } from '../providers/channels'
import { cmSecrets } from '../providers/cm/account'
import { meetHandshake, noteHandshake } from '../providers/handshakes'
import type { CallbackOwner } from './callback-owner'
import { countRefusal } from './refusals'
import { storeDelivery } from './store'

/** WhatsApp posts 3 MB at the most. */
const maxBytes = 3 * 1024 * 1024

const log = getLog('webhook')

const answer = (status: number, body = '') =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const ofAccount = ({ brandId, id: accountId }: Account): CallbackOwner => ({ brandId, accountId })

/** Compares digests, so that neither length nor content shows in the time it takes. */
const equal = (a: string | Buffer, b: string | Buffer) => timingSafeEqual(sha256(a), sha256(b))

/**
 * `/api/webhooks/whatsapp/<key>`: GET is WhatsApp's handshake, POST a delivery, which is verified over its raw bytes,
 * stored once, and answered with 200 before anything is understood. A job applies it.
 *
 * 403 wrong verify token · 404 unknown key · 401 missing or wrong signature · 413 over 3 MB · 400 not JSON ·
 * 429 too many refused deliveries from one network.
 */
export async function handleWebhook(request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (url.pathname.startsWith('/api/webhooks/cm/')) return handleCmWebhook(request, url)
  const key = url.pathname.split('/').filter(Boolean).at(-1) ?? ''
  const { db } = getDatabase()
  const account = await findAccountByWebhookKey({ db }, key)
  if (request.method === 'GET') return shakeHands(request, key, account)
  if (account?.provider !== 'cloud-api') return refuse(request, 404, 'unknown-key')
  if (request.method !== 'POST') return answer(405)

  const body = await readBody(request)
  if (!body) return refuse(request, 413, 'too-large', ofAccount(account))
  if (!isSigned(request.headers.get('x-hub-signature-256'), body, accountSecrets(account).appSecret)) {
    return refuse(request, 401, 'bad-signature', ofAccount(account))
  }
  const text = body.toString('utf8')
  if (!isJsonObject(text)) return refuse(request, 400, 'not-json', ofAccount(account))
  await storeDelivery({ owner: ofAccount(account), body, text, kind: 'meta' })
  return answer(200)
}

const cmKinds: Record<string, WebhookKind> = { statuses: 'cm-status', messages: 'cm-message' }

/**
 * `/api/webhooks/cm/<key>/<token>/statuses` and `…/messages`, for a number at CM.com and for a brand's SMS: CM.com signs
 * nothing, so the secret part of the address is what shows that it is CM.com. Stored first like everything else;
 * anything but 200 makes CM.com try again.
 *
 * 404 unknown key · 403 wrong token · 413 over 3 MB · 400 not JSON
 */
async function handleCmWebhook(request: Request, url: URL): Promise<Response> {
  const [key = '', token = '', what = ''] = url.pathname.slice('/api/webhooks/cm/'.length).split('/')
  const kind = cmKinds[what]
  const called = kind && (await findCalled(key))
  if (!called) return refuse(request, 404, 'unknown-key')
  const { owner } = called
  if (!equal(token, called.token)) return refuse(request, 403, 'wrong-token', owner)
  if (request.method !== 'POST') return answer(405)
  const body = await readBody(request)
  if (!body) return refuse(request, 413, 'too-large', owner)
  const text = body.toString('utf8')
  if (!isJsonObject(text)) return refuse(request, 400, 'not-json', owner)
  await storeDelivery({ owner, body, text, kind })
  return answer(200)
}

/** Whom CM.com calls by this key, and the secret that it must know. */
async function findCalled(key: string): Promise<{ owner: CallbackOwner; token: string } | undefined> {
  const { db } = getDatabase()
  const account = await findAccountByWebhookKey({ db }, key)
  if (account?.provider === 'cm')
    return { owner: ofAccount(account), token: cmSecrets(account).callbackToken }
  const channel = account ? undefined : await findChannelByWebhookKey({ db }, key)
  if (channel?.channel !== 'sms') return undefined
  return { owner: { brandId: channel.brandId, channel: 'sms' }, token: channelCallbackToken(channel) }
}

/** By the token of the account, or by the one that is expected while a number is being connected here. */
async function shakeHands(request: Request, key: string, account: Account | undefined): Promise<Response> {
  const query = new URL(request.url).searchParams
  const verifyToken = query.get('hub.verify_token') ?? ''
  const ctx = { db: getDatabase().db, now: new Date() }
  if (query.get('hub.mode') === 'subscribe') {
    const isExpected = await meetHandshake(ctx, { webhookKey: key, verifyToken })
    const isKnown =
      account?.provider === 'cloud-api' && equal(verifyToken, accountSecrets(account).verifyToken)
    if (isKnown) await noteHandshake(ctx, account)
    if (isExpected || isKnown) return answer(200, query.get('hub.challenge') ?? '')
  }
  return account
    ? refuse(request, 403, 'wrong-token', ofAccount(account))
    : refuse(request, 404, 'unknown-key')
}

/** Reads no more than the limit, whatever the header says the length is. Null when there is more. */
async function readBody(request: Request): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * HMAC-SHA-256 with the app secret over the bytes as they came, never over parsed and rewritten JSON. Meta's Messenger
 * pages say that it signs the text with everything outside ASCII escaped; where the bytes do not match, that form of
 * the same bytes is tried, and the log says which it was.
 */
function isSigned(header: string | null, body: Buffer, appSecret: string): boolean {
  if (!header?.startsWith('sha256=')) return false
  const given = header.slice('sha256='.length).toLowerCase()
  const matches = (bytes: Buffer | string) =>
    equal(given, createHmac('sha256', appSecret).update(bytes).digest('hex'))
  if (matches(body)) return true
  const escaped = escapeBeyondAscii(body.toString('utf8'))
  if (escaped === null || !matches(escaped)) return false
  log.info('a webhook was signed in its escaped form')
  return true
}

/** `é` as `\\u00e9`, code unit by code unit; null where there is nothing to escape. */
function escapeBeyondAscii(text: string): string | null {
  const escaped = text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return escaped === text ? null : escaped
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Only what is refused counts against the limit: a busy evening of good deliveries is never turned away. */
function refuse(request: Request, status: number, reason: WebhookRefusal | 'unknown-key'): Promise<Response>
function refuse(
  request: Request,
  status: number,
  reason: WebhookRefusal,
  owner: CallbackOwner,
): Promise<Response>
async function refuse(
  request: Request,
  status: number,
  reason: WebhookRefusal | 'unknown-key',
  owner?: CallbackOwner,
): Promise<Response> {
  if (owner && reason !== 'unknown-key') countRefusal(owner, reason)
  const { allowed } = await takeFrom('webhook', request.headers.get('x-vinkje-client-ip') ?? 'unknown')
  log.warn({ status, reason, ...owner }, 'webhook refused')
  return answer(allowed ? status : 429)
}
