import { getLocale, getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { formatTime } from '@/components/ui/format'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getSettings } from '@/core/platform/env'
import { listCallingCodes } from '@/core/platform/phone'
import { getDomain } from '@/core/sources/domains/queries'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { DomainCard } from './domain-card'
import { FormRules } from './form-rules'
import { NameDomain } from './name-domain'

export default async function PublicSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, domain, locale, t] = await Promise.all([
    getBrand(ctx),
    getDomain(ctx),
    getLocale(),
    getTranslations('publicSettings'),
  ])
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const nameOf = (country: string) => names.of(country) ?? country
  const { servedCountries, formGuard, timeZone } = brand
  const mayWrite = may(ctx.scope.role, 'brand.write')
  const address = new URL(getSettings().PUBLIC_URL)
  const slug = ctx.scope.slug
  const listed = new Intl.ListFormat(locale).format(servedCountries.map(nameOf))
  return (
    <>
      <Part title={t('formTitle')} text={t('formText')}>
        {mayWrite ? (
          <FormRules
            brand={slug}
            saved={{ servedCountries, formGuard }}
            countries={listCallingCodes()
              .map(({ country, callingCode }) => ({
                value: country,
                label: `${nameOf(country)} (${callingCode})`,
              }))
              .sort((a, b) => a.label.localeCompare(b.label, locale))}
          />
        ) : (
          <Facts
            items={[
              { label: t('countries'), value: listed || t('every') },
              { label: t('guard'), value: t(formGuard) },
            ]}
          />
        )}
      </Part>
      <Part title={t('domainTitle')} text={t('domainText')}>
        {domain ? (
          <DomainCard
            brand={slug}
            domain={{
              host: domain.host,
              problem: domain.problem,
              isGood: domain.verifiedAt !== null,
              checkedAt: domain.checkedAt && formatTime(locale, domain.checkedAt, timeZone),
            }}
            target={address.hostname}
            mayWrite={mayWrite}
          />
        ) : (
          <p className="mb-4 text-body text-muted">{t('none', { address: address.host })}</p>
        )}
        {mayWrite && !domain && <NameDomain brand={slug} />}
      </Part>
    </>
  )
}
