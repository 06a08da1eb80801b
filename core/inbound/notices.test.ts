import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDatabase } from '@/db/client'
import { campaigns, inboundMessages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import { accountNotices } from '@/db/schema/webhooks'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import { newPhone, openTestShop, type TestShop } from '../consent/testing-shop'
import { claim } from '../dispatch/claim'
import { newId } from '../platform/ids'
import { listOpenNotices, listPastNotices } from '../providers/notice-queries'
import { closeNotice, getSendingPause } from '../providers/notices'
import {
  connectTestAccount,
  deliverTo,
  envelope,
  inbound,
  messagesValue,
  type TestAccount,
  unix,
} from './testing-webhooks'
import { flushWakes } from './wake'

let database: TestDatabase
let shop: TestShop
let account: TestAccount
/** Another business account each time: those that share one hear of each other. */
let wabaId = '102290129340000'
beforeAll(async () => {
  database = await createTestDatabase()
  process.env.DATABASE_URL = database.url
})
beforeEach(async () => {
  shop = await openTestShop(database.db)
  wabaId = String(Number(wabaId) + 1)
  account = await connectTestAccount(await shop.at(0), { wabaId })
})
afterAll(async () => {
  await flushWakes()
  await getDatabase().close()
  await database.drop()
})

const instant = async (minutes: number) => (await shop.at(minutes)).now
const deliver = async (minutes: number, ...bodies: string[]) =>
  deliverTo({ db: database.db, brandId: shop.brandId, account }, await instant(minutes), ...bodies)
const tell = async (minutes: number, field: string, value: object) =>
  deliver(minutes, envelope(field, value, await instant(minutes)))
const accountRow = async (id = account.id) =>
  (await database.db.select().from(whatsappAccounts).where(eq(whatsappAccounts.id, id)))[0]
const paused = async (minutes: number) =>
  (await getSendingPause(await shop.at(minutes), account.id))?.pause ?? null
const open = async () => (await listOpenNotices(await shop.at(0))).map((notice) => notice.event)

async function addTemplate(externalId = '278', accountId = account.id, brandId = shop.brandId) {
  const id = newId()
  const at = await instant(0)
  await database.db.insert(templates).values({
    ...{ brandId, id, accountId, externalId, name: `t${externalId}`, language: 'nl', category: 'UTILITY' },
    ...{ status: 'APPROVED', qualityScore: 'GREEN', parameterFormat: 'POSITIONAL' as const, components: [] },
    ...{ syncedAt: at, createdAt: at },
  })
  return id
}
const template = async (id: string) =>
  (await database.db.select().from(templates).where(eq(templates.id, id)))[0]

describe('what WhatsApp decides about the account', () => {
  const restriction = (type: string, expiration?: Date) => ({
    event: 'ACCOUNT_RESTRICTION',
    restriction_info: [
      {
        restriction_type: type,
        ...(expiration ? { expiration: Number(unix(expiration)) } : {}),
        remediation: 'r',
      },
    ],
  })

  it.each<[string, object, 'campaigns' | 'all' | null, string[]]>([
    [
      'restriction of campaigns',
      restriction('RESTRICTED_BIZ_INITIATED_MESSAGING'),
      'campaigns',
      ['ACCOUNT_RESTRICTION'],
    ],
    [
      'restriction of answers',
      restriction('RESTRICTED_CUSTOMER_INITIATED_MESSAGING'),
      'all',
      ['ACCOUNT_RESTRICTION'],
    ],
    ['no more numbers', restriction('RESTRICTED_ADD_PHONE_NUMBER_ACTION'), null, ['ACCOUNT_RESTRICTION']],
    [
      'violation',
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SCAM' } },
      'campaigns',
      ['ACCOUNT_VIOLATION'],
    ],
    [
      'disabling to come',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
      'campaigns',
      ['DISABLED_UPDATE'],
    ],
    [
      'disabled',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
      'all',
      ['DISABLED_UPDATE'],
    ],
    ['something new', { event: 'MOON_PHASE_UPDATE' }, null, []],
  ])('%s: pauses what it must and tells staff', async (_, value, pause, notices) => {
    expect(await tell(5, 'account_update', value)).toEqual([])
    expect(await paused(6)).toBe(pause)
    expect(await open()).toEqual(notices)
  })

  it('ends when it said it would, when WhatsApp lifts it, or when staff have seen to it', async () => {
    await tell(5, 'account_update', restriction('RESTRICTED_BIZ_INITIATED_MESSAGING', await instant(60)))
    expect([await paused(59), await paused(60)]).toEqual(['campaigns', null])

    await tell(70, 'account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } })
    await tell(80, 'account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } })
    expect([await paused(81), await open()]).toEqual([null, []])
    // An older word that comes late is kept for the record and closes nothing again.
    await tell(75, 'account_update', { event: 'ACCOUNT_VIOLATION' })
    expect(await paused(81)).toBeNull()

    await tell(90, 'account_update', { event: 'ACCOUNT_VIOLATION' })
    const [notice] = await listOpenNotices(await shop.at(91))
    await closeNotice(await shop.at(92), { noticeId: notice?.id ?? '' })
    expect(await paused(93)).toBeNull()
    await expect(closeNotice(await shop.at(94), { noticeId: notice?.id ?? '' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('stops the campaigns of that account with the reason, and sends nothing of them', async () => {
    const templateId = await addTemplate()
    const at = await instant(1)
    const campaignId = newId()
    await database.db.insert(campaigns).values({
      ...{ brandId: shop.brandId, id: campaignId, name: 'Sale', topicId: shop.topics.acties, templateId },
      ...{ audience: {}, variables: {}, state: 'sending' as const, startedAt: at, revision: 1 },
      ...{ createdAt: at, updatedAt: at },
    })
    await tell(5, 'account_update', { event: 'ACCOUNT_VIOLATION' })
    const taken = await claim(await shop.at(6), { accountId: account.id, limit: 10 })
    expect(taken.messages).toEqual([])
    const [campaign] = await database.db.select().from(campaigns).where(eq(campaigns.id, campaignId))
    expect(campaign).toMatchObject({ state: 'stopped', stateReason: 'ACCOUNT_VIOLATION' })
  })

  it('shows what a notice holds back, and no longer once a person with the right lifted it', async () => {
    await tell(5, 'account_update', { event: 'ACCOUNT_VIOLATION' })
    const [notice] = await listOpenNotices(await shop.at(6))
    expect(notice).toMatchObject({
      phoneE164: '+31201234567',
      holdsBack: { pause: 'campaigns', until: null },
    })
    const marketer = await shop.at(7)
    const asMarketer = { ...marketer, scope: { ...marketer.scope, role: 'marketer' as const } }
    await expect(closeNotice(asMarketer, { noticeId: notice?.id ?? '' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(await paused(8)).toBe('campaigns')
    await closeNotice(await shop.at(9), { noticeId: notice?.id ?? '' })
    expect([await paused(9), await open()]).toEqual([null, []])
    expect((await listPastNotices(await shop.at(10))).map(({ event }) => event)).toEqual([
      'ACCOUNT_VIOLATION',
    ])
    const audited = await database.sql`
      select details from audit_events where brand_id = ${shop.brandId} and action = 'whatsapp-account.notice-closed'`
    expect(audited).toEqual([{ details: { event: 'ACCOUNT_VIOLATION', resumed: true } }])
  })

  it('tells staff of a refused review until it is approved, and of a PIN that somebody changed', async () => {
    await tell(5, 'account_review_update', { decision: 'REJECTED' })
    await tell(6, 'security', { display_phone_number: '31201234567', event: 'PIN_CHANGED', requester: '61' })
    expect(await open()).toEqual(['PIN_CHANGED', 'REJECTED'])
    await tell(7, 'account_review_update', { decision: 'APPROVED' })
    expect(await open()).toEqual(['PIN_CHANGED'])
  })

  it('is kept once, however often it comes', async () => {
    const body = envelope('account_update', { event: 'ACCOUNT_VIOLATION' }, await instant(5))
    await deliver(6, body, `${body} `)
    expect(await open()).toEqual(['ACCOUNT_VIOLATION'])
  })
})

describe('what WhatsApp tells about a number', () => {
  const number = { display_phone_number: '31201234567' }

  it('keeps the limit in either form, and no older one after a newer', async () => {
    await tell(5, 'business_capability_update', { max_daily_conversations_per_business: 2000 })
    expect((await accountRow())?.messagingLimitTier).toBe('TIER_2K')
    await tell(9, 'phone_number_quality_update', {
      ...number,
      event: 'THROUGHPUT_UPGRADE',
      current_limit: 'TIER_100K',
    })
    expect((await accountRow())?.messagingLimitTier).toBe('TIER_100K')
    await tell(7, 'business_capability_update', { max_daily_conversations_per_business: 'TIER_10K' })
    expect((await accountRow())?.messagingLimitTier).toBe('TIER_100K')
    await tell(10, 'business_capability_update', { max_daily_conversation_per_phone: -1 })
    expect((await accountRow())?.messagingLimitTier).toBe('TIER_UNLIMITED')
  })

  it('shows the approved name, and tells staff of a refused one', async () => {
    await tell(5, 'phone_number_name_update', {
      ...number,
      decision: 'APPROVED',
      requested_verified_name: 'Fietserij',
    })
    expect((await accountRow())?.verifiedName).toBe('Fietserij')
    const refused = {
      decision: 'REJECTED',
      requested_verified_name: 'Best',
      rejection_reason: 'NAME_NOT_CONSISTENT',
    }
    await tell(6, 'phone_number_name_update', { ...number, ...refused })
    expect((await accountRow())?.verifiedName).toBe('Fietserij')
    expect((await listOpenNotices(await shop.at(7)))[0]).toMatchObject({
      event: 'REJECTED',
      details: { reason: 'NAME_NOT_CONSISTENT' },
    })
  })

  it('passes alerts on by their severity', async () => {
    const alert = (alert_severity: string, alert_type: string) => ({
      ...{ entity_type: 'BUSINESS', entity_id: '5069' },
      alert_info: { alert_severity, alert_status: 'ACTIVE', alert_type, alert_description: 'd' },
    })
    await tell(5, 'account_alerts', alert('WARNING', 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED'))
    await tell(6, 'account_alerts', alert('CRITICAL', 'OBA_REJECTED'))
    await tell(7, 'account_alerts', alert('INFORMATIONAL', 'OBA_APPROVED'))
    const notices = await listOpenNotices(await shop.at(8))
    expect(notices.map(({ severity }) => severity)).toEqual(['critical', 'warning'])
  })
})

describe('what WhatsApp tells about a template', () => {
  it('knows a quality update under the wrong field name, and which category holds now', async () => {
    const id = await addTemplate()
    const about = { message_template_id: 278, message_template_name: 't278', message_template_language: 'nl' }
    await tell(5, 'message_template_status_update', {
      ...about,
      previous_quality_score: 'GREEN',
      new_quality_score: 'YELLOW',
    })
    // The first notice: `new_category` is the one it has, `correct_category` the one to come.
    await tell(6, 'template_category_update', {
      ...about,
      new_category: 'UTILITY',
      correct_category: 'MARKETING',
    })
    expect(await template(id)).toMatchObject({
      status: 'APPROVED',
      qualityScore: 'YELLOW',
      category: 'UTILITY',
    })
    await tell(7, 'template_category_update', {
      ...about,
      previous_category: 'UTILITY',
      new_category: 'MARKETING',
    })
    expect((await template(id))?.category).toBe('MARKETING')
  })

  it('asks for the list again when its words changed', async () => {
    await tell(5, 'message_template_components_update', {
      message_template_id: 1,
      message_template_element: 'body',
    })
    const jobs = await database.sql`
      select 1 from graphile_worker.jobs where key = ${`sync-templates:${shop.brandId}`}`
    expect(jobs).toHaveLength(1)
  })
})

describe('several numbers behind one callback', () => {
  const second = { phoneNumberId: '206540352242922', displayPhoneE164: '+31207654321' }
  const valueFor = (phoneNumberId: string, parts: object) => ({
    ...messagesValue(parts),
    metadata: { phone_number_id: phoneNumberId },
  })

  it('gives each its own, over brands, and the templates to all', async () => {
    const other = await openTestShop(database.db)
    const sister = await connectTestAccount(await other.at(0), { ...second, wabaId })
    const theirs = await addTemplate('500', sister.id, other.brandId)
    const phone = newPhone()
    const at = await instant(5)
    const message = inbound(phone, at, 'hallo')
    expect(
      await deliver(
        5,
        envelope('messages', valueFor(second.phoneNumberId, { messages: [message] })),
        envelope('message_template_status_update', { event: 'PAUSED', message_template_id: 500 }, at),
        envelope(
          'phone_number_quality_update',
          { display_phone_number: '31207654321', current_limit: 'TIER_10K' },
          at,
        ),
      ),
    ).toEqual([])
    const rows = await database.db
      .select()
      .from(inboundMessages)
      .where(eq(inboundMessages.providerMessageId, message.id))
    expect(rows.map((row) => [row.brandId, row.accountId])).toEqual([[other.brandId, sister.id]])
    expect((await template(theirs))?.status).toBe('PAUSED')
    expect([
      (await accountRow())?.messagingLimitTier,
      (await accountRow(sister.id))?.messagingLimitTier,
    ]).toEqual(['TIER_250', 'TIER_10K'])
  })

  it('lets nobody speak for a number whose secret is another', async () => {
    const other = await openTestShop(database.db)
    await connectTestAccount(await other.at(0), { ...second, wabaId, appSecret: 'another-secret' })
    const message = inbound(newPhone(), await instant(5), 'STOP')
    const body = envelope('messages', valueFor(second.phoneNumberId, { messages: [message] }))
    expect(await deliver(5, body)).toEqual(['for a number that is not connected here'])
    const notices = await database.db
      .select()
      .from(accountNotices)
      .where(and(eq(accountNotices.brandId, other.brandId)))
    expect(notices).toEqual([])
  })
})
