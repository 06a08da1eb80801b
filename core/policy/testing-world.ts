import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { brands } from '@/db/schema/brands'
import { campaigns, messages } from '@/db/schema/campaigns'
import { consentProjections, topics } from '@/db/schema/consent'
import { memberships, staff } from '@/db/schema/staff'
import { subscribers } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { ConsentState, MessageState, Role, TopicCategory } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { newId } from '../platform/ids'
import { openBrand, openBrandForSystem } from '../staff/gate'

/** A brand for tests of policy and campaigns, with rows put straight where the rules look for them. */
export type World = {
  brandId: string
  accountId: string
  offers: string
  workshop: string
  /** Marketing, approved, with `{{1}}` in its body. */
  template: string
  /** A context for a machine, at `now`. */
  at: (now: Date) => Promise<BrandContext>
  /** A context for somebody of the staff. */
  as: (role: Role, now: Date) => Promise<BrandContext>
}

export const noon = new Date('2026-11-23T12:00:00Z')
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000)

export async function makeWorld(
  db: PostgresJsDatabase,
  options: { doubleOptIn?: boolean; maxPerMonth?: number | null; tier?: string } = {},
): Promise<World> {
  const brandId = newId()
  const slug = `brand-${brandId.slice(-12)}`
  const createdAt = daysBefore(noon, 200)
  const [accountId, offers, workshop, template] = [newId(), newId(), newId(), newId()]
  await db.insert(brands).values({
    id: brandId,
    slug,
    name: 'Fietserij Noord',
    legalName: 'Fietserij Noord B.V.',
    contactEmail: 'winkel@fietserijnoord.example',
    postalAddress: 'Noorderstraat 1, Groningen',
    websiteUrl: 'https://fietserijnoord.example',
    privacyUrl: 'https://fietserijnoord.example/privacy',
    theme: { primary: '#f2b632', onPrimary: '#111111', ink: '#1b1b1b', onInk: '#ffffff' },
    defaultLocale: 'nl',
    timeZone: 'Europe/Amsterdam',
    defaultCountry: 'NL',
    doubleOptIn: options.doubleOptIn ?? true,
    createdAt,
  })
  const sealed = Buffer.alloc(8)
  await db.insert(whatsappAccounts).values({
    brandId,
    id: accountId,
    provider: 'cloud-api',
    isSimulator: true,
    apiBaseUrl: 'http://localhost:1',
    apiVersion: 'v25.0',
    linkBaseUrl: 'http://localhost:1/wa.me',
    wabaId: '1',
    phoneNumberId: '2',
    displayPhoneE164: '+31201234567',
    verifiedName: 'Fietserij Noord',
    accessTokenSealed: sealed,
    appSecretSealed: sealed,
    verifyTokenSealed: sealed,
    webhookKey: brandId,
    messagingLimitTier: options.tier ?? 'TIER_10K',
    createdAt,
  })
  const topic = (id: string, key: string, category: TopicCategory, maxPerMonth: number | null) => ({
    brandId,
    id,
    key,
    name: { nl: key, en: key },
    description: { nl: key, en: key },
    category,
    maxPerMonth,
    createdAt,
  })
  const promised = options.maxPerMonth === undefined ? 2 : options.maxPerMonth
  await db
    .insert(topics)
    .values([topic(offers, 'offers', 'marketing', promised), topic(workshop, 'workshop', 'utility', null)])
  await db.insert(templates).values({
    brandId,
    id: template,
    accountId,
    externalId: `t-${template}`,
    name: 'winterbeurt_2026',
    language: 'nl',
    category: 'MARKETING',
    status: 'APPROVED',
    qualityScore: 'GREEN',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Hoi {{1}}, tijd voor een winterbeurt.', example: { body_text: [['Sanne']] } },
    ],
    syncedAt: createdAt,
    createdAt,
  })
  return {
    brandId,
    accountId,
    offers,
    workshop,
    template,
    at: (now) => openBrandForSystem({ db, actor: { type: 'system', job: 'test' }, now }, brandId),
    as: async (role, now) => {
      const staffId = newId()
      await db.insert(staff).values({
        id: staffId,
        email: `${staffId}@fietserijnoord.example`,
        name: role,
        passwordHash: '-',
        createdAt,
      })
      await db.insert(memberships).values({ brandId, staffId, role, createdAt })
      return openBrand({ db, actor: { type: 'staff', staffId }, now }, slug)
    },
  }
}

let nextNumber = 10_000_000

export type PersonFacts = Partial<
  Pick<
    typeof subscribers.$inferInsert,
    | 'phoneE164'
    | 'country'
    | 'phoneHash'
    | 'waUserId'
    | 'language'
    | 'name'
    | 'platformStoppedAt'
    | 'pausedUntil'
    | 'unreachableAt'
  >
> & {
  /** What the ledger says about the topic. Left out: nothing. */
  consent?: { topicId: string; state: ConsentState; confirmedAt?: Date | null }
}

/** A person, confirmed for nothing unless the facts say so. */
export async function addPerson(
  db: PostgresJsDatabase,
  world: World,
  facts: PersonFacts = {},
): Promise<string> {
  const { consent, ...columns } = facts
  const id = newId()
  nextNumber += 1
  await db.insert(subscribers).values({
    brandId: world.brandId,
    id,
    phoneE164: `+316${nextNumber}`,
    country: 'NL',
    language: 'nl',
    createdAt: daysBefore(noon, 100),
    ...columns,
  })
  if (consent) {
    const since = daysBefore(noon, 90)
    await db.insert(consentProjections).values({
      brandId: world.brandId,
      subscriberId: id,
      topicId: consent.topicId,
      state: consent.state,
      since,
      givenAt: since,
      confirmedAt:
        consent.confirmedAt === undefined && consent.state === 'confirmed' ? since : consent.confirmedAt,
      sourceKind: 'landing_page',
      lastEventId: newId(),
    })
  }
  return id
}

/** A message of an earlier campaign about a topic, as far along as `state` says. */
export async function addMessage(
  db: PostgresJsDatabase,
  world: World,
  about: { subscriberId: string; topicId: string; state: MessageState; at: Date },
): Promise<void> {
  const campaignId = newId()
  await db.insert(campaigns).values({
    brandId: world.brandId,
    id: campaignId,
    name: `earlier ${campaignId}`,
    topicId: about.topicId,
    templateId: world.template,
    audience: {},
    variables: {},
    state: 'done',
    revision: 1,
    createdAt: about.at,
    updatedAt: about.at,
  })
  const reached = !['queued', 'sending', 'skipped'].includes(about.state)
  await db.insert(messages).values({
    brandId: world.brandId,
    id: newId(about.at),
    accountId: world.accountId,
    subscriberId: about.subscriberId,
    campaignId,
    templateId: world.template,
    state: about.state,
    dueAt: about.at,
    queuedAt: about.at,
    acceptedAt: reached ? about.at : null,
  })
}
