import type { BrandContext } from '@/core/brands/scope'
import type { Context } from '@/core/platform/context'
import { newId } from '@/core/platform/ids'
import { ensureStaff, grantRole } from '@/core/staff/commands'
import { openBrandForSystem } from '@/core/staff/gate'
import { brands } from '../schema/brands'
import { type LocalText, topics } from '../schema/consent'
import type { TopicCategory } from '../states'
import { demoZone } from './calendar'
import { demoStaff } from './demo-staff'

export const demoBrandSlug = 'fietserij-noord'
export const demoBrandName = 'Fietserij Noord'
export const demoColour = '#F2B632'

export const demoLogo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 44" fill="none" stroke="#17181A" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><circle cx="13" cy="30" r="11"/><circle cx="51" cy="30" r="11"/><path d="M13 30 23 11h21l7 19M23 11l9 19 12-19M32 30H13"/><path d="M17 6h9M42 4h9M42 4l2 7"/></svg>'

type DemoTopic = {
  key: string
  name: LocalText
  description: LocalText
  category: TopicCategory
  maxPerMonth: number | null
}

const demoTopics: DemoTopic[] = [
  {
    key: 'acties',
    name: { nl: 'Acties', en: 'Offers', de: 'Angebote', fr: 'Offres' },
    description: {
      nl: 'Aanbiedingen en acties uit de winkel',
      en: 'Offers and sales from the shop',
      de: 'Angebote und Aktionen aus dem Laden',
      fr: 'Offres et promotions du magasin',
    },
    category: 'marketing',
    maxPerMonth: 2,
  },
  {
    key: 'werkplaats',
    name: { nl: 'Werkplaats', en: 'Workshop', de: 'Werkstatt', fr: 'Atelier' },
    description: {
      nl: 'Berichten over je eigen reparatie of beurt',
      en: 'Messages about your own repair or service',
      de: 'Nachrichten zu deiner eigenen Reparatur oder Wartung',
      fr: 'Messages sur votre réparation ou votre entretien',
    },
    category: 'utility',
    maxPerMonth: null,
  },
  {
    key: 'nieuws',
    name: { nl: 'Nieuws', en: 'News', de: 'Neues', fr: 'Actualités' },
    description: {
      nl: 'Nieuws en tips voor fietsers',
      en: 'News and tips for cyclists',
      de: 'Neues und Tipps für Radfahrer',
      fr: 'Actualités et conseils pour cyclistes',
    },
    category: 'marketing',
    maxPerMonth: 1,
  },
]

export type DemoBrand = {
  brandId: string
  topicIds: Record<'acties' | 'werkplaats' | 'nieuws', string>
  staffIds: string[]
}

/** The shop, what it asks consent for, and who works there. There is no screen that makes a brand, so its rows are written here. */
export async function makeBrand(ctx: Context): Promise<DemoBrand> {
  const brandId = newId(ctx.now)
  await ctx.db.insert(brands).values({
    id: brandId,
    slug: demoBrandSlug,
    name: demoBrandName,
    legalName: 'Fietserij Noord B.V.',
    contactEmail: 'hallo@fietserijnoord.example',
    postalAddress: 'Meeuwenlaan 112, 1021 JL Amsterdam',
    websiteUrl: 'https://fietserijnoord.example',
    privacyUrl: 'https://fietserijnoord.example/privacy',
    logoSvg: demoLogo,
    theme: { primary: demoColour, onPrimary: '#17181A', ink: '#17181A', onInk: '#FFFFFF' },
    defaultLocale: 'nl',
    timeZone: demoZone,
    defaultCountry: 'NL',
    doubleOptIn: true,
    privacyVersion: '2026-05',
    // Half a year, so that the story's first visitors who never read a thing are due to be asked again.
    consentMonths: 6,
    createdAt: ctx.now,
  })
  const rows = demoTopics.map((topic) => ({ ...topic, brandId, id: newId(ctx.now), createdAt: ctx.now }))
  await ctx.db.insert(topics).values(rows)
  const idOf = (key: string) => rows.find((row) => row.key === key)?.id as string
  const staffIds: string[] = []
  const brandCtx: BrandContext = await openBrandForSystem(ctx, brandId)
  for (const { role, ...person } of demoStaff) {
    const { id } = await ensureStaff(ctx, person)
    await grantRole(brandCtx, { staffId: id, role })
    staffIds.push(id)
  }
  return {
    brandId,
    topicIds: { acties: idOf('acties'), werkplaats: idOf('werkplaats'), nieuws: idOf('nieuws') },
    staffIds,
  }
}
