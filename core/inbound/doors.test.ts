import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import { campaigns, messages } from '@/db/schema/campaigns'
import { consentEvents } from '@/db/schema/consent'
import { optOutReviews } from '@/db/schema/reviews'
import { subscribers } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { listConsentStates } from '../consent/queries'
import { listJudgedReviews, listOpenReviews } from '../consent/review-queries'
import { judgeReview, undoJudgment } from '../consent/reviews'
import { suppress } from '../consent/suppressions'
import { newPhone, openTestShop, signUpOf, type TestShop } from '../consent/testing-shop'
import { withdrawConsent } from '../consent/withdraw'
import { claim } from '../dispatch/claim'
import { newId } from '../platform/ids'
import { ensureStaff, grantRole } from '../staff/commands'
import { openBrand } from '../staff/gate'
import { recordSignUp } from '../subscribers/record-sign-up'
import { applyPendingWebhooks } from './apply'
import { settleJudgments } from './judgments'
import { applySmsReply } from './sms-replies'
import {
  connectTestAccount,
  envelope,
  inbound,
  messagesValue,
  post,
  type TestAccount,
  unix,
} from './testing-webhooks'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
let campaignId: string
let staffId: string
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
  shop = await openTestShop(database.db)
  account = await connectTestAccount(await shop.at(0))
  campaignId = await startCampaignAbout(shop.topics.acties)
  const person = { name: 'Fenna', email: 'fenna@shop.example', password: 'a-long-password' }
  staffId = (await ensureStaff(await shop.at(0), person)).id
  await grantRole(await shop.at(0), { staffId, role: 'marketer' })
})
afterAll(async () => {
  await getDatabase().close()
  await database.drop()
})

async function startCampaignAbout(topicId: string): Promise<string> {
  const { brandId } = shop
  const [templateId, id] = [newId(), newId()]
  const at = (await shop.at(0)).now
  await database.db.insert(templates).values({
    ...{
      brandId,
      id: templateId,
      accountId: account.id,
      externalId: templateId,
      name: `t_${id}`,
      language: 'nl',
    },
    ...{ category: 'MARKETING', status: 'APPROVED', qualityScore: 'GREEN', parameterFormat: 'POSITIONAL' },
    ...{ components: [{ type: 'BODY', text: 'Hoi' }], syncedAt: at, createdAt: at },
  })
  await database.db.insert(campaigns).values({
    ...{ brandId, id, name: id, topicId, templateId, audience: {}, variables: {}, state: 'sending' },
    ...{ startedAt: at, revision: 1, createdAt: at, updatedAt: at },
  })
  return id
}

const instant = async (minutes: number) => (await shop.at(minutes)).now
const staffAt = async (minutes: number) => {
  const { db, now, scope } = await shop.at(minutes)
  return openBrand({ db, now, actor: { type: 'staff', staffId } }, scope.slug)
}

async function apply(minutes: number, ...bodies: string[]): Promise<void> {
  for (const body of bodies) expect((await post(account, body)).status).toBe(200)
  const now = await instant(minutes)
  await applyPendingWebhooks({ db: database.db, brandId: shop.brandId, accountId: account.id, now })
}

const write = async (phone: string, minutes: number, said: string | object) =>
  envelope('messages', messagesValue({ messages: [inbound(phone, await instant(minutes), said)] }))

type Queued = { phone: string; id: string; messageId: string }

/** Somebody who confirmed, with a message of the campaign in the queue. */
async function queuedPerson(): Promise<Queued> {
  const phone = newPhone()
  const { code } = await recordSignUp(await shop.at(0), signUpOf(shop, phone))
  await apply(1, await write(phone, 1, `code ${code}`))
  const { brandId } = shop
  const [row] = await database.db
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.phoneE164, phone)))
  if (!row) throw new Error('nobody has this number')
  const messageId = newId()
  const due = await instant(2)
  await database.db.insert(messages).values({
    ...{ brandId, id: messageId, accountId: account.id, subscriberId: row.id, campaignId, state: 'queued' },
    ...{ dueAt: due, queuedAt: due },
  })
  return { phone, id: row.id, messageId }
}

/** What the dispatcher makes of the message now: why it is skipped, or `sending`. */
async function outcomeOf({ messageId }: Queued, minutes: number): Promise<string | null> {
  await claim(await shop.at(minutes), { accountId: account.id, limit: 500 })
  const [row] = await database.db.select().from(messages).where(eq(messages.id, messageId))
  return row?.state === 'skipped' ? row.skipReason : (row?.state ?? null)
}

const statesOf = async (id: string) =>
  Object.fromEntries(
    (await listConsentStates(await shop.at(0), id)).map((state) => [state.topicId, state.state]),
  )

const repliesTo = async (id: string) =>
  (
    await database.db.select().from(messages).where(eq(messages.subscriberId, id)).orderBy(messages.queuedAt)
  ).flatMap((row) => row.reply?.body ?? [])

describe('a withdrawal between queue and send stops what is queued', () => {
  it('a person who said nothing is sent what is queued, or the other cases would prove nothing', async () => {
    expect(await outcomeOf(await queuedPerson(), 10)).toBe('sending')
  })

  const button = (payload: string, text: string) => ({ type: 'button', button: { payload, text } })
  const doors: [string, string, (queued: Queued) => Promise<unknown>][] = [
    ['a keyword', 'opted_out', async ({ phone }) => apply(5, await write(phone, 5, 'STOP'))],
    ['a keyword in French', 'opted_out', async ({ phone }) => apply(5, await write(phone, 5, 'Arrêt !'))],
    [
      'a button of the template',
      'opted_out',
      async ({ phone }) => apply(5, await write(phone, 5, button('OPTOUT:acties', 'Stop'))),
    ],
    [
      'WhatsApp’s own switch',
      'stopped_in_whatsapp',
      async ({ phone }) => {
        const preference = { wa_id: phone.slice(1), category: 'marketing_messages', value: 'stop' }
        const timestamp = Number(unix(await instant(5)))
        await apply(
          5,
          envelope('user_preferences', messagesValue({ user_preferences: [{ ...preference, timestamp }] })),
        )
      },
    ],
    [
      'error 131050',
      'stopped_in_whatsapp',
      async ({ phone, id }) => {
        const [earlier] = await database.db.select().from(messages).where(eq(messages.subscriberId, id))
        const status = {
          ...{ id: `wamid.${id}`, status: 'failed', timestamp: unix(await instant(5)) },
          ...{ recipient_id: phone.slice(1), biz_opaque_callback_data: earlier?.id },
          errors: [{ code: 131050, title: 'stopped' }],
        }
        await apply(5, envelope('messages', messagesValue({ statuses: [status] })))
      },
    ],
    [
      'staff',
      'opted_out',
      async ({ id }) =>
        withdrawConsent(await staffAt(5), {
          ...{ subscriberId: id, method: 'staff_entry', source: { kind: 'staff' }, evidence: {} },
        }),
    ],
    [
      'an SMS',
      'opted_out',
      async ({ phone }) =>
        applySmsReply(await shop.at(5), {
          ...{ fromE164: phone, text: 'Stop.', providerMessageId: `mo-${phone}`, at: await instant(5) },
        }),
    ],
    [
      'the suppression list',
      'suppressed',
      async ({ phone }) =>
        suppress(await staffAt(5), { identity: phone, scope: 'marketing', reason: 'complaint' }),
    ],
    [
      'a reply that reads almost like STOP',
      'waiting_for_judgment',
      async ({ phone }) => apply(5, await write(phone, 5, 'stop a.u.b. met die berichten')),
    ],
    [
      'the same by SMS',
      'waiting_for_judgment',
      async ({ phone }) =>
        applySmsReply(await shop.at(5), {
          ...{ fromE164: phone, text: 'STPO', providerMessageId: `mo-${phone}`, at: await instant(5) },
        }),
    ],
  ]
  it.each(doors)('by %s (%s)', async (_, reason, leave) => {
    const queued = await queuedPerson()
    await leave(queued)
    expect(await outcomeOf(queued, 10)).toBe(reason)
  })
})

describe('a reply that reads almost like STOP', () => {
  const near = async (minutes: number, text = 'Kunnen jullie stoppen met appen?') => {
    const queued = await queuedPerson()
    await apply(minutes, await write(queued.phone, minutes, text))
    const ctx = await shop.at(minutes)
    const [review] = (await listOpenReviews(ctx)).filter((one) => one.subscriberId === queued.id)
    if (!review) throw new Error('no review was opened')
    return { queued, review }
  }

  it('takes nothing away by itself, pauses marketing only, and says once how to be sure', async () => {
    const { queued, review } = await near(5)
    expect(review).toMatchObject({
      text: 'Kunnen jullie stoppen met appen?',
      why: 'sentence',
      phone: expect.stringContaining('••••'),
    })
    expect(Object.values(await statesOf(queued.id))).toEqual(['confirmed', 'confirmed'])
    expect((await repliesTo(queued.id)).at(-1)).toContain('Stuur STOP')
    const [row] = await database.db.select().from(optOutReviews).where(eq(optOutReviews.id, review.id))
    expect(row?.sealed.includes('stoppen')).toBe(false)
  })

  it('that is judged an opt-out ends everything, as of when they wrote, and is confirmed once', async () => {
    const { queued, review } = await near(5)
    const { undoUntil } = await judgeReview(await staffAt(60), { reviewId: review.id, verdict: 'opted_out' })
    expect(undoUntil.getTime() - (await instant(60)).getTime()).toBe(15_000)
    expect(Object.values(await statesOf(queued.id))).not.toContain('withdrawn')
    await settleJudgments(await shop.at(60))
    expect(Object.values(await statesOf(queued.id))).not.toContain('withdrawn')
    await settleJudgments(await shop.at(61))
    await settleJudgments(await shop.at(62))
    expect(new Set(Object.values(await statesOf(queued.id)))).toEqual(new Set(['withdrawn']))
    const events = await database.db
      .select()
      .from(consentEvents)
      .where(and(eq(consentEvents.subscriberId, queued.id), eq(consentEvents.kind, 'withdrawn')))
    expect(events[0]).toMatchObject({
      method: 'message',
      at: await instant(5),
      details: { reviewId: review.id, judgedBy: staffId },
    })
    const replies = await repliesTo(queued.id)
    expect(replies.filter((body) => body.startsWith('Je bent afgemeld'))).toHaveLength(1)
    expect(await outcomeOf(queued, 63)).toBe('opted_out')
  })

  it('is confirmed to nobody whose window has closed', async () => {
    const { queued, review } = await near(5)
    await judgeReview(await staffAt(30 * 60), { reviewId: review.id, verdict: 'opted_out' })
    await settleJudgments(await shop.at(30 * 60 + 1))
    const rows = await database.db.select().from(messages).where(eq(messages.subscriberId, queued.id))
    expect(rows.find((row) => row.replyPurpose === 'judgment')).toMatchObject({
      state: 'skipped',
      skipReason: 'window_closed',
    })
  })

  it('that is judged no opt-out lets messages go on, and can be looked at again', async () => {
    const { queued, review } = await near(5)
    await judgeReview(await staffAt(6), { reviewId: review.id, verdict: 'not_an_opt_out' })
    await settleJudgments(await shop.at(7))
    expect(await outcomeOf(queued, 8)).toBe('sending')
    expect((await listJudgedReviews(await shop.at(8))).find((one) => one.id === review.id)).toMatchObject({
      verdict: 'not_an_opt_out',
      judgedByName: 'Fenna',
    })
    await undoJudgment(await staffAt(9), { reviewId: review.id })
    expect((await listOpenReviews(await shop.at(9))).map((one) => one.id)).toContain(review.id)
  })

  it('goes back to waiting when the verdict is taken back in time, and not after it was carried out', async () => {
    const { queued, review } = await near(5)
    await judgeReview(await staffAt(6), { reviewId: review.id, verdict: 'opted_out' })
    await undoJudgment(await staffAt(6), { reviewId: review.id })
    await settleJudgments(await shop.at(10))
    expect(Object.values(await statesOf(queued.id))).not.toContain('withdrawn')
    await judgeReview(await staffAt(11), { reviewId: review.id, verdict: 'opted_out' })
    await settleJudgments(await shop.at(12))
    await expect(undoJudgment(await staffAt(12), { reviewId: review.id })).rejects.toThrow('too-late-to-undo')
    await expect(
      judgeReview(await staffAt(12), { reviewId: review.id, verdict: 'not_an_opt_out' }),
    ).rejects.toThrow('conflict')
  })

  it('is settled by the person who then says STOP', async () => {
    const { queued, review } = await near(5, 'STPO')
    await apply(6, await write(queued.phone, 6, 'STOP'))
    expect((await listOpenReviews(await shop.at(7))).map((one) => one.id)).not.toContain(review.id)
    expect((await repliesTo(queued.id)).at(-1)).toContain('Je bent afgemeld')
  })

  it('of somebody who gets nothing from us is a conversation like any other', async () => {
    const phone = newPhone()
    await apply(5, await write(phone, 5, 'stop met appen'))
    const open = await listOpenReviews(await shop.at(5))
    const [row] = await database.db.select().from(subscribers).where(eq(subscribers.phoneE164, phone))
    expect(open.filter((one) => one.subscriberId === row?.id)).toEqual([])
  })

  it('cannot be judged from another brand or by a viewer', async () => {
    const { review } = await near(5)
    const viewer = { name: 'Vera', email: 'vera@shop.example', password: 'a-long-password' }
    const { id } = await ensureStaff(await shop.at(0), viewer)
    await grantRole(await shop.at(0), { staffId: id, role: 'viewer' })
    const { db, now, scope } = await shop.at(6)
    const looking = await openBrand({ db, now, actor: { type: 'staff', staffId: id } }, scope.slug)
    const verdict = { reviewId: review.id, verdict: 'opted_out' } as const
    await expect(judgeReview(looking, verdict)).rejects.toThrow('not-allowed')
    const other = await openTestShop(database.db)
    await grantRole(await other.at(0), { staffId, role: 'owner' })
    const elsewhere = await openBrand(
      { db, now, actor: { type: 'staff', staffId } },
      (await other.at(0)).scope.slug,
    )
    await expect(judgeReview(elsewhere, verdict)).rejects.toThrow('not-found')
  })
})

describe('START after leaving', () => {
  it('gives back what was confirmed, whichever door was left by, but not over the suppression list', async () => {
    const queued = await queuedPerson()
    await withdrawConsent(await staffAt(5), {
      ...{
        subscriberId: queued.id,
        scope: 'all',
        method: 'staff_entry',
        source: { kind: 'staff' },
        evidence: {},
      },
    })
    await apply(6, await write(queued.phone, 6, 'START'))
    expect((await statesOf(queued.id))[shop.topics.acties]).toBe('confirmed')
    await apply(7, await write(queued.phone, 7, 'STOP'))
    await suppress(await staffAt(8), { identity: queued.phone, scope: 'marketing', reason: 'complaint' })
    await apply(9, await write(queued.phone, 9, 'START'))
    const states = await statesOf(queued.id)
    expect(states[shop.topics.acties]).toBe('withdrawn')
    expect(states[shop.topics.werkplaats]).toBe('confirmed')
    await suppress(await staffAt(10), { identity: queued.phone, scope: 'all', reason: 'complaint' })
    await apply(11, await write(queued.phone, 11, 'STOP'))
    await apply(12, await write(queued.phone, 12, 'START'))
    expect(new Set(Object.values(await statesOf(queued.id)))).toEqual(new Set(['withdrawn']))
    expect((await repliesTo(queued.id)).at(-1)).toContain(`/p/${shop.pageSlug}`)
    // Their own new sign-up, confirmed from their own phone, is the way back.
    const { code } = await recordSignUp(await shop.at(13), signUpOf(shop, queued.phone))
    await apply(14, await write(queued.phone, 14, `code ${code}`))
    expect(await outcomeOf(queued, 15)).toBe('sending')
  })
})
