import type { Brand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { listOpenTopics } from '@/core/consent/queries'
import { listCallingCodes } from '@/core/platform/phone'
import { declarationText } from '@/core/sources/imports/declaration'
import { getImportPlan } from '@/core/sources/imports/queries'
import type { Locale } from '@/db/states'
import type { EvidenceDraft } from './evidence-fields'

/** What the form about an import starts with. */
export async function loadPlan(ctx: BrandContext, importId: string, brand: Brand, locale: Locale) {
  const [plan, topics] = await Promise.all([getImportPlan(ctx, importId), listOpenTopics(ctx)])
  const { evidence } = plan
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const draft: EvidenceDraft = {
    has: true,
    topicIds: evidence?.topicIds ?? [],
    source: evidence?.source ?? '',
    date: evidence?.consentAt?.slice(0, 10) ?? '',
    wording: evidence?.wording ?? '',
    language: evidence?.language === 'en' ? 'en' : 'nl',
    declared: evidence?.declared ?? false,
  }
  return {
    header: plan.header ?? [],
    sample: plan.sample ?? [],
    mapping: plan.mapping ?? {
      ...{ number: -1, name: -1, language: -1, consentAt: -1, consentSource: -1, consent: -1, tags: -1 },
      attributes: [],
    },
    defaultCountry: plan.defaultCountry ?? brand.defaultCountry,
    dayFirst: plan.dayFirst,
    evidence: draft,
    proofName: plan.proofName,
    topics: topics.map(({ id, name }) => ({ id, name: name[locale] })),
    countries: listCallingCodes()
      .map(({ country, callingCode }) => ({
        value: country,
        label: `${names.of(country) ?? country} ${callingCode}`,
      }))
      .sort((a, b) => a.label.localeCompare(b.label, locale)),
    declaration: declarationText(locale),
  }
}
