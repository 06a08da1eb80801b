import { newId } from '@/core/platform/ids'
import { saveAccount } from '@/core/providers/accounts'
import { openBrandForSystem } from '@/core/staff/gate'
import { brands } from '@/db/schema/brands'
import { topics } from '@/db/schema/consent'
import type { TestDatabase } from '@/db/testing'
import type { BrandContext } from '../brands/scope'

/** A brand with two topics and a connected number, for the tests of this folder. */
export async function makeTestBrand(database: TestDatabase, slug: string, now: Date) {
  const { db } = database
  const brandId = newId(now)
  await db.insert(brands).values({
    id: brandId,
    slug,
    name: `Fietserij <${slug}>`,
    legalName: 'Fietserij Noord B.V.',
    contactEmail: 'hallo@fietserijnoord.example',
    postalAddress: 'Meeuwenlaan 12, Amsterdam',
    websiteUrl: 'https://fietserijnoord.example',
    privacyUrl: 'https://fietserijnoord.example/privacy',
    theme: { primary: '#F2B632', onPrimary: '#17181A', ink: '#17181A', onInk: '#FFFFFF' },
    defaultLocale: 'nl',
    timeZone: 'Europe/Amsterdam',
    defaultCountry: 'NL',
    createdAt: now,
  })
  const topicIds = [newId(now), newId(now)] as const
  const about = { nl: 'Over de winkel', en: 'About the shop' }
  await db.insert(topics).values([
    {
      brandId,
      id: topicIds[0],
      key: 'acties',
      name: { nl: 'Acties', en: 'Offers' },
      description: about,
      category: 'marketing',
      maxPerMonth: 2,
      createdAt: now,
    },
    {
      brandId,
      id: topicIds[1],
      key: 'beurt',
      name: { nl: 'Werkplaats', en: 'Workshop' },
      description: about,
      category: 'utility',
      maxPerMonth: null,
      createdAt: now,
    },
  ])
  const ctx: BrandContext = await openBrandForSystem(
    { db, actor: { type: 'system', job: 'test' }, now },
    brandId,
  )
  await saveAccount(ctx, {
    isSimulator: true,
    apiBaseUrl: 'http://localhost:3001',
    apiVersion: 'v25.0',
    linkBaseUrl: 'http://localhost:3001/wa.me',
    wabaId: '102290129340398',
    phoneNumberId: '106540352242922',
    displayPhoneE164: '+31201234567',
    verifiedName: 'Fietserij Noord',
    accessToken: 'token',
    appSecret: 'secret',
    verifyToken: 'verify-verify-verify',
  })
  return { ctx, topicIds }
}
