import { createHmac, timingSafeEqual } from 'node:crypto'
import { getDatabase } from '@/db/client'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import type { WebhookRefusal } from '@/db/states'
import { sha256 } from '../platform/crypto'
import { newId } from '../platform/ids'
import { addJob } from '../platform/jobs'
import { takeFrom } from '../platform/limits'
import { getLog } from '../platform/log'
import { type Account, accountSecrets, findAccountByWebhookKey } from '../providers/accounts'
import { meetHandshake, noteHandshake } from '../providers/handshakes'
import { countRefusal } from './refusals'

/** WhatsApp posts 3 MB at the most. */
const maxBytes = 3 * 1024 * 1024

const log = getLog('webhook')

const answer = (status: number, body = '') =>
  new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

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
  const key = url.pathname.split('/').filter(Boolean).at(-1) ?? ''
  const { db } = getDatabase()
  const account = await findAccountByWebhookKey({ db }, key)
  if (request.method === 'GET') return shakeHands(request, key, account)
  if (!account) return refuse(request, 404, 'unknown-key')
  if (request.method !== 'POST') return answer(405)

  const body = await readBody(request)
  if (!body) return refuse(request, 413, 'too-large', account)
  if (!isSigned(request.headers.get('x-hub-signature-256'), body, accountSecrets(account).appSecret)) {
    return refuse(request, 401, 'bad-signature', account)
  }
  const text = body.toString('utf8')
  if (!isJsonObject(text)) return refuse(request, 400, 'not-json', account)
  await storeDelivery(account, body, text)
  return answer(200)
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
  return account ? refuse(request, 403, 'wrong-token', account) : refuse(request, 404, 'unknown-key')
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

/** HMAC-SHA-256 with the app secret over the bytes as they came, never over parsed and rewritten JSON. */
function isSigned(header: string | null, body: Buffer, appSecret: string): boolean {
  if (!header?.startsWith('sha256=')) return false
  const expected = createHmac('sha256', appSecret).update(body).digest('hex')
  return equal(header.slice('sha256='.length).toLowerCase(), expected)
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** The row and the job that applies it, in one transaction. Bytes that came before are there already: no second row. */
async function storeDelivery(account: Account, body: Buffer, text: string): Promise<void> {
  const now = new Date()
  const { brandId, id: accountId } = account
  await getDatabase().db.transaction(async (tx) => {
    const stored = await tx
      .insert(webhookDeliveries)
      .values({ brandId, id: newId(now), accountId, receivedAt: now, bodyHash: sha256(body), body: text })
      .onConflictDoNothing()
      .returning({ id: webhookDeliveries.id })
    if (stored.length === 0) return
    // One waiting job an account drains everything that came meanwhile; the queue keeps deliveries in order.
    await addJob(
      { db: tx },
      'apply-webhooks',
      { brandId, accountId },
      { queue: `webhooks:${accountId}`, key: `apply-webhooks:${accountId}`, keyMode: 'preserve_run_at' },
    )
  })
}

/** Only what is refused counts against the limit: a busy evening of good deliveries is never turned away. */
function refuse(request: Request, status: 404, reason: 'unknown-key'): Promise<Response>
function refuse(request: Request, status: number, reason: WebhookRefusal, account: Account): Promise<Response>
async function refuse(
  request: Request,
  status: number,
  reason: WebhookRefusal | 'unknown-key',
  account?: Account,
): Promise<Response> {
  if (account && reason !== 'unknown-key') countRefusal(account, reason)
  const { allowed } = await takeFrom('webhook', request.headers.get('x-vinkje-client-ip') ?? 'unknown')
  log.warn({ status, reason, accountId: account?.id }, 'webhook refused')
  return answer(allowed ? status : 429)
}
