import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { previewConsentRules } from '@/core/consent/brand-rules/preview'
import { countingRuleOf } from '@/core/consent/counts'
import { listCallingCodes } from '@/core/platform/phone'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { RulesForm } from './rules-form'

export default async function ConsentRulesPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [t, locale, brand] = await Promise.all([getTranslations('consentRules'), getLocale(), getBrand(ctx)])
  const { sources, countries } = countingRuleOf(brand)
  const { doubleOptIn, privacyVersion, consentMonths, askAgainDays } = brand
  if (!may(ctx.scope.role, 'brand.write')) {
    return (
      <Part title={t('countTitle')} text={t('countText')}>
        <Facts
          items={[
            { label: t('everywhere'), value: doubleOptIn ? t('yes') : t('no') },
            { label: t('months'), value: consentMonths ?? t('forever') },
            { label: t('askDays'), value: askAgainDays },
            { label: t('privacyVersion'), value: privacyVersion ?? '–' },
          ]}
        />
      </Part>
    )
  }
  const rules = {
    ...{ doubleOptIn, privacyVersion, consentMonths, askAgainDays },
    doubleOptInSources: [...sources],
    doubleOptInCountries: [...countries],
  }
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  return (
    <RulesForm
      brand={ctx.scope.slug}
      rules={rules}
      effect={await previewConsentRules(ctx, rules)}
      countries={listCallingCodes()
        .map(({ country }) => ({ value: country, label: names.of(country) ?? country }))
        .sort((a, b) => a.label.localeCompare(b.label, locale))}
    />
  )
}
