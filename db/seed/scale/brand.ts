import { and, eq } from 'drizzle-orm'
import { renderLandingPage } from '@/components/landing-page/render'
import type { BrandContext } from '@/core/brands/scope'
import type { Context } from '@/core/platform/context'
import { newCode, newId } from '@/core/platform/ids'
import { requireAccount, saveAccount } from '@/core/providers/accounts'
import { createLandingPage } from '@/core/sources/landing-pages/commands'
import { publishLandingPage } from '@/core/sources/landing-pages/publish'
import { createQrCode } from '@/core/sources/qr-codes/commands'
import { ensureStaff, grantRole } from '@/core/staff/commands'
import { openBrandForSystem } from '@/core/staff/gate'
import { brands } from '../../schema/brands'
import { topics } from '../../schema/consent'
import { landingPageRenders } from '../../schema/landing-pages'
import { attributeDefinitions, subscriberTags } from '../../schema/subscribers'
import { templates } from '../../schema/templates'
import { demoStaff } from '../demo-staff'
import { attributeKinds, tagShares } from './traits'

export type ScaleTopic = { id: string; key: string; category: 'marketing' | 'utility' }
export type ScalePage = {
  pageId: string
  versionId: string
  wordings: Record<string, string>
  qrCodeIds: string[]
}
export type ScaleBrand = {
  ctx: BrandContext
  brandId: string
  accountId: string
  staffId: string
  topics: ScaleTopic[]
  pages: ScalePage[]
  templateId: string
}

const pageNames = ['Nieuwsbrief', 'Winkel', 'Webshop', 'Zomeractie'] as const
const codesAPage = 4

/** The brand that the crowd belongs to, with what people sign up through: made by the product's commands where there are. */
export async function makeScaleBrand(root: Context, simulatorUrl: string): Promise<ScaleBrand> {
  const brandId = newId(root.now)
  await root.db.insert(brands).values({
    id: brandId,
    slug: 'scale',
    name: 'Groot & Zoon',
    legalName: 'Groot & Zoon B.V.',
    contactEmail: 'hallo@grootenzoon.example',
    postalAddress: 'Stationsplein 1, 3511 ED Utrecht',
    websiteUrl: 'https://grootenzoon.example',
    privacyUrl: 'https://grootenzoon.example/privacy',
    theme: { primary: '#144DBD', onPrimary: '#FFFFFF', ink: '#17181A', onInk: '#FFFFFF' },
    defaultLocale: 'nl',
    timeZone: 'Europe/Amsterdam',
    defaultCountry: 'NL',
    doubleOptIn: true,
    createdAt: root.now,
  })
  const made = [
    { key: 'acties', nl: 'Acties', en: 'Offers', category: 'marketing' as const, maxPerMonth: 4 },
    { key: 'nieuws', nl: 'Nieuws', en: 'News', category: 'marketing' as const, maxPerMonth: 2 },
    { key: 'service', nl: 'Service', en: 'Service', category: 'utility' as const, maxPerMonth: null },
  ].map(({ nl, en, ...topic }) => ({
    ...topic,
    brandId,
    id: newId(root.now),
    name: { nl, en },
    description: { nl, en },
    createdAt: root.now,
  }))
  await root.db.insert(topics).values(made)
  const ctx = await openBrandForSystem(root, brandId)
  const staffIds: string[] = []
  for (const { role, ...person } of demoStaff) {
    const { id } = await ensureStaff(root, person)
    await grantRole(ctx, { staffId: id, role })
    staffIds.push(id)
  }
  await saveAccount(ctx, {
    isSimulator: true,
    apiBaseUrl: simulatorUrl,
    apiVersion: 'v25.0',
    linkBaseUrl: `${simulatorUrl}/wa.me`,
    wabaId: '202290129340398',
    phoneNumberId: '206540352242922',
    displayPhoneE164: '+31301234567',
    verifiedName: 'Groot & Zoon',
    accessToken: newCode(40),
    appSecret: newCode(32),
    verifyToken: newCode(32),
  })
  const { id: accountId } = await requireAccount(ctx)
  const pages: ScalePage[] = []
  for (const name of pageNames)
    pages.push(
      await makePage(
        ctx,
        name,
        made.map(({ id }) => id),
      ),
    )
  const templateId = newId(ctx.now)
  await ctx.db.insert(templates).values({
    brandId,
    id: templateId,
    accountId,
    externalId: `scale-${newCode(10)}`,
    name: 'actie_van_de_maand',
    language: 'nl',
    category: 'MARKETING',
    status: 'APPROVED',
    qualityScore: 'GREEN',
    parameterFormat: 'POSITIONAL',
    components: [
      { type: 'BODY', text: 'Hoi {{1}}, dit is de actie van de maand.', example: { body_text: [['Sanne']] } },
    ],
    syncedAt: ctx.now,
    createdAt: ctx.now,
  })
  await ctx.db
    .insert(subscriberTags)
    .values(tagShares.map(({ name }) => ({ brandId, name, createdAt: ctx.now })))
  await ctx.db
    .insert(attributeDefinitions)
    .values(attributeKinds.map((definition) => ({ ...definition, brandId, createdAt: ctx.now })))
  return { ctx, brandId, accountId, staffId: staffIds[0] as string, topics: made, pages, templateId }
}

async function makePage(ctx: BrandContext, name: string, topicIds: string[]): Promise<ScalePage> {
  const page = await createLandingPage(ctx, {
    name,
    slug: `scale-${name.toLowerCase()}`,
    startingPoint: 'webshop',
    topics: topicIds.map((topicId) => ({ topicId })),
  })
  const { versionId } = await publishLandingPage(ctx, {
    pageId: page.id,
    revision: page.revision,
    render: renderLandingPage,
  })
  const qrCodeIds: string[] = []
  for (let i = 1; i <= codesAPage; i++) {
    const made = await createQrCode(ctx, { label: `${name}, poster ${i}`, landingPageId: page.id })
    qrCodeIds.push(made.id)
  }
  return { pageId: page.id, versionId, wordings: await readWordings(ctx, versionId), qrCodeIds }
}

async function readWordings(ctx: BrandContext, versionId: string): Promise<Record<string, string>> {
  const rows = await ctx.db
    .select({ language: landingPageRenders.language, wordingId: landingPageRenders.wordingId })
    .from(landingPageRenders)
    .where(
      and(eq(landingPageRenders.brandId, ctx.scope.brandId), eq(landingPageRenders.versionId, versionId)),
    )
  return Object.fromEntries(rows.map((row) => [row.language, row.wordingId]))
}
