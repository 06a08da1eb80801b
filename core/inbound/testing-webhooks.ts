import { createHmac } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { webhookDeliveries } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import { type SaveAccountInput, saveAccount } from '../providers/accounts'
import { applyPendingWebhooks } from './apply'
import { handleWebhook } from './http'

const appSecret = 'app-secret-of-the-test-account'
export const verifyToken = 'verify-token-of-the-test-account'
const phoneNumberId = '106540352242922'

export type TestAccount = { id: string; webhookKey: string }

/** A WhatsApp number of the shop, of which tests know the keys. */
export async function connectTestAccount(
  ctx: BrandContext,
  facts: Partial<SaveAccountInput> = {},
): Promise<TestAccount> {
  return saveAccount(ctx, {
    isSimulator: true,
    apiBaseUrl: 'http://localhost:1',
    apiVersion: 'v25.0',
    linkBaseUrl: 'http://localhost:1/wa.me',
    wabaId: '102290129340398',
    phoneNumberId,
    displayPhoneE164: '+31201234567',
    verifiedName: 'Shop',
    accessToken: 'token',
    appSecret,
    verifyToken,
    ...facts,
  })
}

export const sign = (body: string | Buffer) =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`

/** Posts a body as WhatsApp would; `signature` null leaves the header out. */
export function post(
  account: TestAccount,
  body: string,
  signature: string | null = sign(body),
): Promise<Response> {
  return handleWebhook(
    new Request(`http://localhost:3000/api/webhooks/whatsapp/${account.webhookKey}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...(signature ? { 'x-hub-signature-256': signature } : {}),
      },
    }),
  )
}

/** A delivery with one change. */
export const envelope = (field: string, value: object, at?: Date) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      { id: '102290129340398', ...(at ? { time: Number(unix(at)) } : {}), changes: [{ field, value }] },
    ],
  })

const metadata = { display_phone_number: '31201234567', phone_number_id: phoneNumberId }

/** `value` of a `messages` change. */
export const messagesValue = (parts: object) => ({ messaging_product: 'whatsapp', metadata, ...parts })

export const unix = (at: Date) => String(Math.floor(at.getTime() / 1000))

/** Posts bodies, applies all that waits, and gives the problems that were noted on them. */
export async function deliverTo(
  where: { db: PostgresJsDatabase; brandId: string; account: TestAccount },
  now: Date,
  ...bodies: string[]
): Promise<string[]> {
  const { db, brandId, account } = where
  for (const body of bodies) {
    const { status } = await post(account, body)
    if (status !== 200) throw new Error(`a delivery was answered with ${status}`)
  }
  await applyPendingWebhooks({ db, brandId, accountId: account.id, now })
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.brandId, brandId), inArray(webhookDeliveries.body, bodies)))
  if (rows.length === 0 || rows.some((row) => !row.appliedAt))
    throw new Error('a delivery was not stored, or not applied')
  return rows.flatMap((row) => row.problems)
}

let count = 0
/** A message as it stands in a delivery, from this number. */
export function inbound(from: string, at: Date, parts: string | object) {
  count += 1
  const said = typeof parts === 'string' ? { type: 'text', text: { body: parts } } : parts
  return { from: from.replace('+', ''), id: `wamid.IN${count}`, timestamp: unix(at), ...said }
}
