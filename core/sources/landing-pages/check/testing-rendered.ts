import { renderLandingPage } from '@/components/landing-page/render'
import type { PageBrand } from '../document/rules'
import { renderLanguages } from '../render-page'
import { contentFrom } from '../starting-points'
import type { RenderedForm } from './opened-page'
import type { CheckedPage } from './rule'

export const offers = {
  id: '019aa000-0000-7000-8000-000000000001',
  name: { nl: 'Acties', en: 'Offers', de: 'Angebote', fr: 'Offres' },
  maxPerMonth: 2,
}
export const workshop = {
  id: '019aa000-0000-7000-8000-000000000002',
  name: { nl: 'Werkplaats', en: 'Workshop', de: 'Werkstatt', fr: 'Atelier' },
  maxPerMonth: null,
}

export const brand = {
  name: 'Fietserij Noord',
  legalName: 'Fietserij Noord B.V.',
  contactEmail: 'hallo@fietserijnoord.example',
  postalAddress: 'Meeuwenlaan 12, Amsterdam',
  websiteUrl: 'https://fietserijnoord.example',
  privacyUrl: 'https://fietserijnoord.example/privacy',
  logoSvg: null,
  theme: { primary: '#F2B632', onPrimary: '#17181A', ink: '#17181A', onInk: '#FFFFFF' },
  defaultCountry: 'NL',
  timeZone: 'Europe/Amsterdam',
} satisfies PageBrand

export type Facts = Omit<CheckedPage, 'pages'>

/** A page that keeps every rule, changed as a test likes. */
export function factsFor(changes: Partial<Facts> = {}): Facts {
  const topics = changes.topics ?? [offers, workshop]
  return {
    content: contentFrom('winter-service', [offers, workshop], new Date('2026-11-20T09:00:00Z')),
    brand,
    topics,
    slug: 'winterbeurt',
    hasWhatsAppNumber: true,
    confirmation: { nl: 'none', en: 'none', de: 'none', fr: 'none' },
    ...changes,
  }
}

/** The page as it is published, by the components that publish it. */
export const render = (facts: Facts): Promise<RenderedForm[]> =>
  renderLanguages({ brand: facts.brand, topics: [...facts.topics] }, facts.content, renderLandingPage)
