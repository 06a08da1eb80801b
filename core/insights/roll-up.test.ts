import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brands } from '@/db/schema/brands'
import { campaigns, messages } from '@/db/schema/campaigns'
import { consentEvents, topics } from '@/db/schema/consent'
import { consentDays, templateDays } from '@/db/schema/insights'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { subscribers } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { createTestDatabase, type TestDatabase } from '@/db/testing'
import type { BrandContext } from '../brands/scope'
import { recordConsent } from '../consent/commands'
import { ensureWording, listConsentStates } from '../consent/queries'
import { withdrawConsent } from '../consent/withdraw'
import { newId } from '../platform/ids'
import { openBrandForSystem } from '../staff/gate'
import { ensureSubscriber } from '../subscribers/commands'
import { recordSignUp } from '../subscribers/record-sign-up'
import { confirmSignUp, expireSignUps } from '../subscribers/sign-up'
import { rebuildRollUps, refreshRollUps } from './roll-up'

const zone = 'Europe/Amsterdam'
const hour = 3_600_000
const dayMs = 24 * hour
/** Two days before the clocks go back, so that the history crosses a day of 25 hours. */
const start = Date.UTC(2026, 9, 23, 6)

/** Always the same chance, so that a failure can be seen again. */
function makeChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const dayOf = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(at)

let database: TestDatabase
let brandId: string
let topicIds: string[]
let versions: { id: string; landingPageId: string }[]
let template: { id: string; accountId: string }
let campaignIds: string[]
let wordingId: string

const at = (now: Date): Promise<BrandContext> =>
  openBrandForSystem({ db: database.db, actor: { type: 'system', job: 'test' }, now }, brandId)

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const createdAt = new Date(start - 100 * dayMs)
  brandId = newId(createdAt)
  const common = { brandId, createdAt }
  await db.insert(brands).values({
    id: brandId,
    slug: 'counting',
    name: 'Counting',
    legalName: 'Counting',
    contactEmail: 'counting@example.com',
    postalAddress: 'Straat 1',
    websiteUrl: 'https://example.com',
    privacyUrl: 'https://example.com/privacy',
    theme: { primary: '#000', onPrimary: '#fff', ink: '#000', onInk: '#fff' },
    defaultLocale: 'nl',
    timeZone: zone,
    defaultCountry: 'NL',
    createdAt,
  })
  const text = { nl: 'Tekst', en: 'Text' }
  topicIds = [newId(), newId()]
  await db.insert(topics).values(
    topicIds.map((id, index) => ({
      ...common,
      id,
      key: `topic-${index}`,
      name: text,
      description: text,
      category: 'marketing' as const,
    })),
  )
  const ctx = await at(createdAt)
  wordingId = (await ensureWording(ctx, { language: 'nl', text: 'Ja, stuur mij berichten' })).id
  const pageIds = [newId(), newId()]
  await db.insert(landingPages).values(
    pageIds.map((id, index) => ({
      ...common,
      id,
      slug: `counting-${index}`,
      name: `Page ${index}`,
      state: 'published' as const,
      draft: {},
      draftRevision: 1,
      updatedAt: createdAt,
    })),
  )
  // The first page has two versions: they are one source.
  versions = [pageIds[0], pageIds[0], pageIds[1]].map((landingPageId) => ({
    id: newId(),
    landingPageId: landingPageId as string,
  }))
  await db.insert(landingPageVersions).values(
    versions.map((version, index) => ({
      brandId,
      ...version,
      version: index + 1,
      content: {},
      topicIds,
      publishedAt: createdAt,
    })),
  )
  template = { id: newId(), accountId: newId() }
  const sealed = Buffer.alloc(1)
  await db.insert(whatsappAccounts).values({
    ...common,
    id: template.accountId,
    provider: 'cloud-api',
    isSimulator: true,
    apiBaseUrl: 'http://localhost',
    apiVersion: 'v25.0',
    linkBaseUrl: 'http://localhost',
    wabaId: '1',
    phoneNumberId: '1',
    displayPhoneE164: '+31201234567',
    verifiedName: 'Counting',
    accessTokenSealed: sealed,
    appSecretSealed: sealed,
    verifyTokenSealed: sealed,
    webhookKey: 'counting',
  })
  await db.insert(templates).values({
    ...common,
    id: template.id,
    accountId: template.accountId,
    externalId: '1',
    name: 'counting',
    language: 'nl',
    category: 'MARKETING',
    status: 'APPROVED',
    qualityScore: 'GREEN',
    parameterFormat: 'POSITIONAL',
    components: [],
    syncedAt: createdAt,
  })
  campaignIds = [newId(), newId()]
  await db.insert(campaigns).values(
    campaignIds.map((id, index) => ({
      ...common,
      id,
      name: `Campaign ${index}`,
      topicId: topicIds[0] as string,
      templateId: template.id,
      audience: {},
      variables: {},
      state: 'done' as const,
      revision: 1,
      updatedAt: createdAt,
    })),
  )
})

afterAll(() => database.drop())

/** Half a hundred days of people coming, confirming, leaving, coming back; with a refresh now and then. */
async function live(chance: () => number): Promise<void> {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(chance() * values.length)] as T
  const lastCampaign = new Map<string, string>()
  const waiting: { code: string; phoneE164: string }[] = []
  let now = start
  for (let step = 0; step < 400; step++) {
    now += Math.floor(chance() * 6 * hour)
    const ctx = await at(new Date(now))
    const phoneE164 = `+3161000${String(Math.floor(chance() * 60)).padStart(4, '0')}`
    const { id: subscriberId } = await ensureSubscriber(ctx, { phoneE164, country: 'NL', language: 'nl' })
    const act = chance()
    if (act < 0.35) {
      const { code } = await recordSignUp(ctx, {
        phoneE164,
        country: 'NL',
        landingPageVersionId: pick(versions).id,
        wordingId,
        language: 'nl',
        topicIds: chance() < 0.5 ? topicIds : [pick(topicIds)],
        evidence: { wordingText: 'Ja', tickedAt: ctx.now.toISOString() },
      })
      waiting.push({ code, phoneE164 })
    } else if (act < 0.65 && waiting.length > 0) {
      const [code] = waiting.splice(Math.floor(chance() * waiting.length), 1)
      if (code) {
        // WhatsApp's clock is not ours: a message can seem older than the tick it confirms.
        const writtenAt = new Date(now - Math.floor(chance() * 2_000))
        await confirmSignUp(ctx, {
          code: code.code,
          fromE164: code.phoneE164,
          providerMessageId: newId(),
          at: writtenAt,
          text: code.code,
        })
      }
    } else if (act < 0.75) {
      await withdrawConsent(ctx, {
        subscriberId,
        topicIds: chance() < 0.3 ? [pick(topicIds)] : undefined,
        method: 'keyword',
        source: { kind: 'whatsapp_thread', campaignId: lastCampaign.get(subscriberId) },
        evidence: {},
      })
    } else if (act < 0.78) {
      // START brings back only what was once confirmed and is withdrawn now.
      const states = await listConsentStates(ctx, subscriberId)
      const lost = states
        .filter((row) => row.state === 'withdrawn' && row.confirmedAt)
        .map((row) => row.topicId)
      await recordConsent(ctx, {
        subscriberId,
        ...(lost.length > 0
          ? { topicIds: lost, kind: 'renewed', method: 'keyword' }
          : {
              topicIds,
              kind: pick(['platform_stop', 'platform_resume'] as const),
              method: 'platform_switch',
            }),
        source: { kind: 'whatsapp_thread' },
        evidence: {},
      })
    } else if (act < 0.95) {
      const campaignId = pick(campaignIds)
      await send(ctx, subscriberId, campaignId, chance)
      lastCampaign.set(subscriberId, campaignId)
    } else {
      await expireSignUps(ctx)
    }
    if (chance() < 0.05) await refreshRollUps(ctx)
  }
  await refreshRollUps(await at(new Date(now)))
}

async function send(
  ctx: BrandContext,
  subscriberId: string,
  campaignId: string,
  chance: () => number,
): Promise<void> {
  const fate = chance()
  const later = () => new Date(ctx.now.getTime() + Math.floor(chance() * 12 * dayMs))
  const deliveredAt = fate > 0.2 ? later() : null
  await ctx.db
    .insert(messages)
    .values({
      brandId,
      id: newId(ctx.now),
      accountId: template.accountId,
      subscriberId,
      campaignId,
      templateId: template.id,
      state: fate < 0.1 ? 'failed' : fate > 0.5 ? 'read' : fate > 0.2 ? 'delivered' : 'sent',
      dueAt: ctx.now,
      queuedAt: ctx.now,
      acceptedAt: fate < 0.05 ? null : ctx.now,
      failedAt: fate < 0.1 ? ctx.now : null,
      deliveredAt,
      readAt:
        fate > 0.5 && deliveredAt ? new Date(deliveredAt.getTime() + Math.floor(chance() * dayMs)) : null,
    })
    .onConflictDoNothing()
}

const consentRows = () =>
  database.db
    .select()
    .from(consentDays)
    .where(eq(consentDays.brandId, brandId))
    .orderBy(asc(consentDays.day), asc(consentDays.sourceKind), asc(consentDays.landingPageId))

const templateRows = () =>
  database.db
    .select()
    .from(templateDays)
    .where(eq(templateDays.brandId, brandId))
    .orderBy(asc(templateDays.day))

/** The same figures, counted person by person. */
async function countNaively() {
  const pageOf = new Map(versions.map((version) => [version.id, version.landingPageId]))
  const events = await database.db.select().from(consentEvents).orderBy(asc(consentEvents.seq))
  const people = Map.groupBy(events, (event) => event.subscriberId)
  const rows = new Map<
    string,
    {
      optIns: number
      confirmed: number
      goneWithin30: number
      optOuts: number
      joined: number
      departed: number
    }
  >()
  const rowOf = (day: string, source: string) => {
    const key = `${day} ${source}`
    const row = rows.get(key) ?? {
      optIns: 0,
      confirmed: 0,
      goneWithin30: 0,
      optOuts: 0,
      joined: 0,
      departed: 0,
    }
    rows.set(key, row)
    return row
  }
  for (const history of people.values()) {
    const sourceAt = (index: number) => {
      let last = history[index] as (typeof history)[number]
      for (const event of history.slice(0, index + 1)) {
        const opensGroup = ['given', 'imported', 'renewed'].includes(event.kind)
        if (opensGroup) last = event
      }
      return `${last.sourceKind} ${pageOf.get(last.landingPageVersionId ?? '') ?? ''}`
    }
    const seen = new Set<string>()
    const open = new Set<string>()
    const standing = new Set<string>()
    const ends = new Map<string, { stands: boolean; source: string }>()
    let lastDay = ''
    history.forEach((event, index) => {
      const day = dayOf(event.at)
      const rest = history.slice(index)
      if (['given', 'imported', 'renewed'].includes(event.kind) && !seen.has(`in ${day}`)) {
        seen.add(`in ${day}`)
        const soonest = (kinds: string[]) =>
          Math.min(...rest.filter((later) => kinds.includes(later.kind)).map((later) => Number(later.at))) -
          Number(event.at)
        const row = rowOf(day, sourceAt(index))
        row.optIns++
        if (soonest(['confirmed', 'renewed']) < 7 * dayMs) {
          row.confirmed++
          if (soonest(['withdrawn', 'platform_stop']) < 30 * dayMs) row.goneWithin30++
        }
      }
      if (['withdrawn', 'platform_stop'].includes(event.kind) && !seen.has(`out ${day}`)) {
        seen.add(`out ${day}`)
        rowOf(day, sourceAt(index)).optOuts++
      }
      if (event.kind === 'given') open.add(event.topicId)
      if (event.kind === 'renewed' || (event.kind === 'confirmed' && open.has(event.topicId)))
        standing.add(event.topicId)
      if (event.kind === 'withdrawn') {
        standing.delete(event.topicId)
        open.delete(event.topicId)
      }
      if (day > lastDay) lastDay = day
      ends.set(lastDay, { stands: standing.size > 0, source: sourceAt(index) })
    })
    let joinedBy: string | undefined
    for (const [day, { stands, source }] of ends) {
      if (stands && joinedBy === undefined) {
        joinedBy = source
        rowOf(day, source).joined++
      } else if (!stands && joinedBy !== undefined) {
        rowOf(day, joinedBy).departed++
        joinedBy = undefined
      }
    }
  }
  return Object.fromEntries([...rows].filter(([, row]) => Object.values(row).some((count) => count > 0)))
}

describe('after a history of sign-ups, messages and opt-outs', () => {
  beforeAll(() => live(makeChance(20261123)))

  test('refreshing now and then has kept the numbers that a rebuild gives', async () => {
    const kept = { consent: await consentRows(), templates: await templateRows() }
    await rebuildRollUps(await at(new Date()))
    expect(kept.consent.length).toBeGreaterThan(40)
    expect(kept.templates.length).toBeGreaterThan(20)
    expect(kept).toEqual({ consent: await consentRows(), templates: await templateRows() })
  })

  test('consent by day and source is what counting person by person gives', async () => {
    const counted = Object.fromEntries(
      (await consentRows()).map(
        ({ day, sourceKind, landingPageId, brandId: _, qrCodeId: __, ...figures }) => [
          `${day} ${sourceKind} ${landingPageId}`,
          figures,
        ],
      ),
    )
    expect(counted).toEqual(await countNaively())
  })

  test('who joined less who left is who may be messaged by the ledger now', async () => {
    const [row] = await database.db.execute<{ kept: number; standing: number }>(sql`select
      (select sum(joined - departed)::int from consent_days where brand_id = ${brandId}) as kept,
      (select count(distinct subscriber_id)::int from consent_states
        where brand_id = ${brandId} and state = 'confirmed') as standing`)
    expect(row?.standing).toBeGreaterThan(5)
    expect(row?.kept).toBe(row?.standing)
  })

  test('messages by day are what counting them one by one gives', async () => {
    const sent = await database.db.select().from(messages)
    const outs = (await database.db.select().from(consentEvents)).filter(
      (event) => event.campaignId && (event.kind === 'withdrawn' || event.kind === 'platform_stop'),
    )
    const soon = (moment: Date | null, from: Date) =>
      moment !== null && Number(moment) - Number(from) < 7 * dayMs
    const naive = Object.values(
      Object.groupBy(sent, (message) => dayOf((message.acceptedAt ?? message.failedAt) as Date)),
    ).map((group = []) => {
      const counted = group.map((message) => {
        const from = (message.acceptedAt ?? message.failedAt) as Date
        return {
          accepted: message.acceptedAt !== null,
          delivered: soon(message.deliveredAt, from),
          read: soon(message.readAt, from),
          failed: message.state === 'failed',
          optOuts: outs.some(
            (event) =>
              event.campaignId === message.campaignId &&
              event.subscriberId === message.subscriberId &&
              event.at >= from &&
              soon(event.at, from),
          ),
          day: dayOf(from),
        }
      })
      const count = (key: 'accepted' | 'delivered' | 'read' | 'failed' | 'optOuts') =>
        counted.filter((message) => message[key]).length
      return {
        brandId,
        day: counted[0]?.day,
        templateId: template.id,
        accepted: count('accepted'),
        delivered: count('delivered'),
        read: count('read'),
        failed: count('failed'),
        optOuts: count('optOuts'),
      }
    })
    const kept = await templateRows()
    expect(kept.reduce((sum, row) => sum + row.optOuts, 0)).toBeGreaterThan(0)
    expect(kept).toEqual(naive.sort((a, b) => String(a.day).localeCompare(String(b.day))))
  })

  test('two refreshes at once leave one set of numbers', async () => {
    const before = await consentRows()
    const ctx = await at(new Date())
    await Promise.all([rebuildRollUps(ctx), refreshRollUps(ctx), rebuildRollUps(ctx)])
    expect(await consentRows()).toEqual(before)
  })

  test('every number belongs to somebody who exists', async () => {
    const [row] = await database.db.select({ people: sql<number>`count(*)::int` }).from(subscribers)
    const total = (await consentRows()).reduce((sum, day) => sum + day.joined - day.departed, 0)
    expect(total).toBeLessThanOrEqual(row?.people ?? 0)
  })
})
