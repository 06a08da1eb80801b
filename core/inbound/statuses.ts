import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import type { BrandContext } from '../brands/scope'
import { actOnFailures } from '../dispatch/failures'
import { parkStatuses } from '../dispatch/parked'
import { applyStatuses, isUnderstood, ourIdOf, type StatusUpdate } from '../dispatch/statuses'
import { recognisePerson } from '../subscribers/identity'
import { statusSchema } from './schema'

/** A status as whatever provider told it, with the person as WhatsApp names them. */
export type InboundStatus = StatusUpdate & { recipientE164?: string; recipientUserId?: string }

/** Codes that say something about the person: marketing switched off in WhatsApp, and not reachable there. */
const aboutThePerson = [131050, 131026]

/** Reads statuses in Meta's shape, each by itself. */
export function readStatuses(raw: readonly unknown[]): { updates: InboundStatus[]; problems: string[] } {
  const updates: InboundStatus[] = []
  const unknown = new Set<string>()
  let unread = 0
  for (const one of raw) {
    const parsed = statusSchema.safeParse(one)
    if (!parsed.success) {
      unread += 1
      continue
    }
    const { id, status, timestamp, biz_opaque_callback_data, errors, recipient_id, recipient_user_id } =
      parsed.data
    if (!isUnderstood(status)) {
      unknown.add(status.slice(0, 40))
      continue
    }
    const error = errors?.[0]
    updates.push({
      providerMessageId: id,
      messageId: ourIdOf(biz_opaque_callback_data),
      status,
      at: timestamp,
      ...(error ? { error: { code: error.code, title: error.title ?? '' } } : {}),
      ...(recipient_id ? { recipientE164: `+${recipient_id}` } : {}),
      ...(recipient_user_id ? { recipientUserId: recipient_user_id } : {}),
    })
  }
  const problems = [...unknown].map((status) => `unknown status "${status}"`)
  if (unread > 0) problems.push(`statuses that could not be read: ${unread}`)
  return { updates, problems }
}

/**
 * Applies statuses together, keeps those of messages that we do not know yet, then learns what failures and names tell
 * about the people.
 */
export async function applyStatusUpdates(
  ctx: BrandContext,
  accountId: string,
  updates: readonly InboundStatus[],
): Promise<void> {
  const { unmatched } = await applyStatuses(ctx, updates)
  await parkStatuses(ctx, accountId, unmatched)
  await learnFromFailures(ctx, updates)
  await learnUserIds(ctx, updates)
}

/**
 * Looks the people up by the statuses themselves rather than by which messages changed just now: if the worker died
 * right after the statuses were applied, the second run changes no message and must still hear that somebody stopped.
 */
async function learnFromFailures(ctx: BrandContext, updates: readonly InboundStatus[]): Promise<void> {
  const failed = updates.filter(
    ({ status, error }) => status === 'failed' && aboutThePerson.includes(error?.code ?? 0),
  )
  if (failed.length === 0) return
  const ours = failed.flatMap(({ messageId }) => messageId ?? [])
  const theirs = failed.map(({ providerMessageId }) => providerMessageId)
  const sent = await ctx.db
    .select({
      messageId: messages.id,
      providerMessageId: messages.providerMessageId,
      subscriberId: messages.subscriberId,
      campaignId: messages.campaignId,
      templateId: messages.templateId,
    })
    .from(messages)
    .where(
      and(
        eq(messages.brandId, ctx.scope.brandId),
        or(
          inArray(messages.providerMessageId, theirs),
          ours.length > 0 ? inArray(messages.id, ours) : undefined,
        ),
      ),
    )
  const failures = failed.flatMap(({ messageId, providerMessageId, error, at }) => {
    const message =
      sent.find((one) => one.messageId === messageId) ??
      sent.find((one) => one.providerMessageId === providerMessageId)
    return message && error ? [{ ...message, code: error.code, title: error.title, at }] : []
  })
  await actOnFailures(ctx, failures)
}

type Pair = { phone: string; user: string; at: Date }

/**
 * Statuses name the person by number and by id. People who are known by the number alone get the id, all in one
 * statement; where somebody else has it, the two are looked at one by one, as if they had written to us.
 */
async function learnUserIds(ctx: BrandContext, updates: readonly InboundStatus[]): Promise<void> {
  const pairs = new Map<string, Pair>()
  for (const { recipientE164: phone, recipientUserId: user, at } of updates) {
    if (phone && user) pairs.set(`${phone} ${user}`, { phone, user, at })
  }
  if (pairs.size === 0) return
  const news = sql`jsonb_to_recordset(${JSON.stringify([...pairs.values()])}::jsonb) as n(phone text, "user" text)`
  const brandId = sql`${ctx.scope.brandId}::uuid`
  const unlike = await ctx.db.execute<{ phone: string; user: string; taken: boolean }>(sql`
    select n.phone, n.user, coalesce(mine.wa_user_id, theirs.wa_user_id) is not null as taken
    from ${news}
    join subscribers as mine on mine.brand_id = ${brandId} and mine.phone_e164 = n.phone
    left join subscribers as theirs on theirs.brand_id = ${brandId} and theirs.wa_user_id = n.user
    where mine.wa_user_id is distinct from n.user`)
  const free = unlike.filter((row) => !row.taken)
  if (free.length > 0) {
    // One number with two ids, or one id with two numbers, in one lot: one of them now, the other when it comes again.
    await ctx.db.execute(sql`
      with once as (
        select distinct on (n.user) n.phone, n.user from (
          select distinct on (phone) phone, "user"
          from jsonb_to_recordset(${JSON.stringify(free)}::jsonb) as f(phone text, "user" text) order by phone
        ) as n order by n.user
      ), locked as (
        select subscribers.id, once.user from subscribers join once on once.phone = subscribers.phone_e164
        where subscribers.brand_id = ${brandId} and subscribers.wa_user_id is null
        order by subscribers.id for no key update of subscribers
      )
      update subscribers set wa_user_id = locked.user from locked
      where subscribers.brand_id = ${brandId} and subscribers.id = locked.id`)
  }
  for (const { phone, user } of unlike.filter((row) => row.taken)) {
    const pair = pairs.get(`${phone} ${user}`)
    if (!pair) continue
    const evidence = { heardFrom: 'status', phoneE164: phone, waUserId: user }
    await recognisePerson(ctx, { phoneE164: phone, waUserId: user, at: pair.at, evidence })
  }
}
