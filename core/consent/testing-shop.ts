import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { brands } from '@/db/schema/brands'
import { consentEvents, topics } from '@/db/schema/consent'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { qrCodes } from '@/db/schema/qr-codes'
import type { TopicCategory } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import type { Actor } from '../platform/context'
import { newCode, newId } from '../platform/ids'
import { openBrandForSystem } from '../staff/gate'
import { ensureWording } from './queries'

export const shopOpenedAt = new Date('2026-03-01T09:00:00Z')

export type TestShop = {
  brandId: string
  topics: { acties: string; werkplaats: string; nieuws: string }
  versionId: string
  pageId: string
  pageSlug: string
  wordingId: string
  wordingText: string
  qrCodeId: string
  /** A context at so many minutes after the shop opened. */
  at: (minutes: number, actor?: Actor) => Promise<BrandContext>
}

/** A shop with three topics, a published page and a QR code, for tests: rows as the commands would leave them. */
export async function openTestShop(db: Db, options: { doubleOptIn?: boolean } = {}): Promise<TestShop> {
  const brandId = newId(shopOpenedAt)
  const name = `Shop ${newCode(6)}`
  await db.insert(brands).values({
    id: brandId,
    slug: name.toLowerCase().replace(' ', '-'),
    name,
    legalName: `${name} B.V.`,
    contactEmail: 'hallo@shop.example',
    postalAddress: 'Kade 1, 1011 AA Amsterdam',
    websiteUrl: 'https://shop.example',
    privacyUrl: 'https://shop.example/privacy',
    theme: { primary: '#111111', onPrimary: '#ffffff', ink: '#111111', onInk: '#ffffff' },
    defaultLocale: 'nl',
    timeZone: 'Europe/Amsterdam',
    defaultCountry: 'NL',
    doubleOptIn: options.doubleOptIn ?? true,
    createdAt: shopOpenedAt,
  })
  const at = (minutes: number, actor: Actor = { type: 'system', job: 'test' }) =>
    openBrandForSystem({ db, actor, now: new Date(shopOpenedAt.getTime() + minutes * 60_000) }, brandId)
  const ctx = await at(0)
  let added = 0
  const addTopic = async (key: string, nl: string, en: string, category: TopicCategory) => {
    added += 1
    const createdAt = new Date(shopOpenedAt.getTime() + added)
    const id = newId(createdAt)
    const words = { nl, en }
    await db.insert(topics).values({ brandId, id, key, name: words, description: words, category, createdAt })
    return id
  }
  const topicIds = {
    acties: await addTopic('acties', 'acties', 'offers', 'marketing'),
    werkplaats: await addTopic('werkplaats', 'je werkplaatsbeurt', 'your workshop visit', 'utility'),
    nieuws: await addTopic('nieuws', 'nieuws', 'news', 'marketing'),
  }
  const wordingText = `Ja, ${name} mag mij via WhatsApp berichten sturen over acties en mijn werkplaatsbeurt.`
  const wording = await ensureWording(ctx, { language: 'nl', text: wordingText })
  const pageId = newId(shopOpenedAt)
  const versionId = newId(shopOpenedAt)
  const qrCodeId = newId(shopOpenedAt)
  const pageSlug = `winterbeurt-${newCode(6).toLowerCase()}`
  await db.insert(landingPages).values({
    ...{ brandId, id: pageId, slug: pageSlug, name: 'Winterbeurt', state: 'published', draft: {} },
    ...{ draftRevision: 1, publishedVersion: 1, createdAt: shopOpenedAt, updatedAt: shopOpenedAt },
  })
  await db.insert(landingPageVersions).values({
    ...{ brandId, id: versionId, landingPageId: pageId, version: 1, content: {} },
    topicIds: [topicIds.acties, topicIds.werkplaats],
    publishedAt: shopOpenedAt,
  })
  await db.insert(qrCodes).values({
    ...{ brandId, id: qrCodeId, code: newCode(8), label: 'Poster etalage', landingPageId: pageId },
    ...{ state: 'active', createdAt: shopOpenedAt },
  })
  return {
    brandId,
    topics: topicIds,
    versionId,
    pageId,
    pageSlug,
    wordingId: wording.id,
    wordingText,
    qrCodeId,
    at,
  }
}

/** A Dutch mobile number that no other test uses. */
let number = 10_000_000
export function newPhone(): string {
  number += 1
  return `+316${number}`
}

/** What a form on the shop's page sends. */
export const signUpOf = (
  shop: TestShop,
  phoneE164: string,
  topicIds = [shop.topics.acties, shop.topics.werkplaats],
) => ({
  phoneE164,
  country: 'NL',
  landingPageVersionId: shop.versionId,
  wordingId: shop.wordingId,
  language: 'nl' as const,
  topicIds,
  qrCodeId: shop.qrCodeId,
  evidence: {
    ip: '84.24.7.190',
    userAgent: 'Mozilla/5.0 (Linux; Android 15)',
    wordingText: shop.wordingText,
  },
})

/** A person's ledger as `kind` lines, oldest first. */
export async function readLedger(
  ctx: BrandContext,
  subscriberId: string,
  topicId: string,
): Promise<string[]> {
  const rows = await ctx.db
    .select({ kind: consentEvents.kind })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.brandId, ctx.scope.brandId),
        eq(consentEvents.subscriberId, subscriberId),
        eq(consentEvents.topicId, topicId),
      ),
    )
    .orderBy(asc(consentEvents.seq))
  return rows.map((row) => row.kind)
}
