import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, getDatabase } from '@/db/client'
import { apiCalls } from '@/db/schema/api-keys'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { clientNetwork } from '../platform/client-address'
import { inTransaction } from '../platform/context'
import { keyedHash, sha256 } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { takeFrom } from '../platform/limits'
import { getLog } from '../platform/log'
import { parsePhone } from '../platform/phone'
import { openBrandByApiKey } from '../staff/api-keys'
import { withdrawNumber } from '../subscribers/withdraw-number'

const bodySchema = z.strictObject({
  /** International, or national in the brand's own country. */
  phone: z.string().min(1).max(40),
  scope: z.enum(['all', 'marketing', 'topic']).default('all'),
  /** The key of the topic, with scope `topic`. */
  topic: z.string().min(1).max(100).optional(),
  /** When they said so; now, when left out. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Your own number for it, kept with the proof. */
  reference: z.string().max(200).optional(),
})

const maxBytes = 16 * 1024
const keepCallsMs = 24 * 60 * 60 * 1000

type Deps = { database?: Database; now?: Date }

const answer = (status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })

/** In the shape of RFC 9457: `code` for machines, `detail` for whoever reads the log. */
const problem = (status: number, code: string, detail: string, headers?: Record<string, string>) =>
  answer(status, { status, code, detail }, { 'content-type': 'application/problem+json', ...headers })

/**
 * `POST /api/v1/withdrawals`: another system of the brand says that somebody wants no messages. Bearer key with the scope
 * `withdrawals:write`; `Idempotency-Key` makes a repeated call answer as the first and do nothing. Takes effect at once.
 *
 * 200 done (`outcome`: withdrawn, already, suppressed) · 400 not JSON · 401 no or wrong key · 403 key without the scope ·
 * 404 no such topic · 405 · 409 the same Idempotency-Key with another body · 413 · 422 what is wrong, by field · 429 · 500
 */
export async function handleWithdrawals(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  if (request.method !== 'POST') {
    return problem(405, 'wrong-method', 'Use POST.', { allow: 'POST' })
  }
  try {
    return await take(request, database, now)
  } catch (error) {
    getLog('api').error({ err: error }, 'a withdrawal by the API failed')
    return problem(500, 'unavailable', 'Nothing was recorded. Please send it again.')
  }
}

async function take(request: Request, database: Database, now: Date): Promise<Response> {
  const opened = await open(request, database, now)
  if (opened instanceof Response) return opened
  const { ctx, apiKeyId } = opened
  const taken = await takeFrom('api-key', apiKeyId, database)
  if (!taken.allowed) return tooMany(taken.retryAfterMs)

  const text = await request.text()
  if (Buffer.byteLength(text) > maxBytes) return problem(413, 'too-large', 'At most 16 kB.')
  const json = parseJson(text)
  if (json === undefined) return problem(400, 'not-json', 'The body is not JSON.')
  const parsed = bodySchema.safeParse(json)
  if (!parsed.success) {
    return answer(
      422,
      {
        status: 422,
        code: 'invalid-input',
        detail: 'Some fields are missing or wrong. Nothing was recorded.',
        errors: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
      },
      { 'content-type': 'application/problem+json' },
    )
  }
  const callKey = request.headers.get('idempotency-key')?.trim()
  if (callKey && callKey.length > 200) {
    return problem(422, 'invalid-input', 'Idempotency-Key: at most 200 characters.')
  }
  try {
    const said = await inTransaction(ctx, (ctx) =>
      once(ctx, apiKeyId, callKey, text, () => record(ctx, parsed.data)),
    )
    return answer(200, said)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'conflict') {
      return problem(409, 'idempotency-key-reused', 'This Idempotency-Key was used with another body.')
    }
    if (error.code === 'not-found')
      return problem(404, 'unknown-topic', 'This brand has no topic with that key.')
    if (error.code === 'unavailable') throw error
    return problem(422, error.code, `Nothing was recorded.${error.field ? ` Look at: ${error.field}.` : ''}`)
  }
}

async function open(request: Request, database: Database, now: Date) {
  const network = clientNetwork(request.headers)
  const presented = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  try {
    return await openBrandByApiKey({ db: database.db, now }, presented, 'withdrawals:write')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const refused = await takeFrom('api-refused', network, database)
    if (!refused.allowed) return tooMany(refused.retryAfterMs)
    if (error.code === 'not-allowed') {
      return problem(403, 'not-allowed', 'This key may not record withdrawals.')
    }
    return problem(401, 'not-signed-in', 'Send a valid key: Authorization: Bearer vk_…', {
      'www-authenticate': 'Bearer',
    })
  }
}

const tooMany = (retryAfterMs: number) =>
  problem(429, 'rate-limited', 'Too many calls. Nothing was recorded.', {
    'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
  })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Said to the caller as 400; there is nothing else to know.
    return undefined
  }
}

async function record(ctx: BrandContext, body: z.infer<typeof bodySchema>): Promise<Record<string, unknown>> {
  const { phone, scope, topic, at, reference } = body
  if ((scope === 'topic') !== (topic !== undefined)) throw new AppError('invalid-input', { field: 'topic' })
  const parsed = parsePhone(phone, (await getBrand(ctx)).defaultCountry)
  if (typeof parsed === 'string') throw new AppError(parsed, { field: 'phone' })
  const saidAt = at ? new Date(at) : ctx.now
  if (saidAt > ctx.now) throw new AppError('invalid-input', { field: 'at' })
  const { outcome, topicKeys } = await withdrawNumber(ctx, {
    phoneE164: parsed.e164,
    scope: topic === undefined ? (scope as 'all' | 'marketing') : { topicKey: topic },
    method: 'api_call',
    source: { kind: 'api' },
    at: saidAt,
    evidence: { phoneE164: parsed.e164, ...(reference ? { reference } : {}) },
  })
  return { outcome, topics: topicKeys, recordedAt: ctx.now.toISOString() }
}

/**
 * Answers a call with a key that was used before with what was answered then. Without it, a call that was lost on the way back
 * and is sent again days later would take away a consent that was given in between.
 * @throws AppError `conflict` for the same key with another body
 */
async function once(
  ctx: BrandContext,
  apiKeyId: string,
  callKey: string | undefined,
  body: string,
  work: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  if (!callKey) return work()
  const { brandId } = ctx.scope
  const [callHash, bodyHash] = [keyedHash('api-call', callKey), sha256(body)]
  const ofKey = and(eq(apiCalls.brandId, brandId), eq(apiCalls.apiKeyId, apiKeyId))
  await ctx.db.delete(apiCalls).where(and(ofKey, lt(apiCalls.at, new Date(ctx.now.getTime() - keepCallsMs))))
  // Two of the same call at once: the second waits here for the first.
  const claimed = await ctx.db
    .insert(apiCalls)
    .values({ brandId, apiKeyId, callHash, bodyHash, answer: {}, at: ctx.now })
    .onConflictDoNothing()
    .returning({ at: apiCalls.at })
  const ofCall = and(ofKey, eq(apiCalls.callHash, callHash))
  if (claimed.length === 0) {
    const [first] = await ctx.db.select().from(apiCalls).where(ofCall)
    if (!first) throw new AppError('unavailable')
    if (!first.bodyHash.equals(bodyHash)) throw new AppError('conflict')
    return first.answer
  }
  const said = await work()
  await ctx.db.update(apiCalls).set({ answer: said }).where(ofCall)
  return said
}
