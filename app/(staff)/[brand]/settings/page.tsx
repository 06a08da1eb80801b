import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Facts } from '@/components/ui/page'
import { type Brand, getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { may } from '@/core/staff/rules'
import { BrandForm } from './brand-form'
import { Part } from './part'

export default async function BrandSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, t] = await Promise.all([getBrand(ctx), getTranslations('settings')])
  return (
    <Part title={t('brand.title')} text={t('brand.text')}>
      <BrandPart ctx={ctx} brand={brand} />
    </Part>
  )
}

async function BrandPart({ ctx, brand }: { ctx: BrandContext; brand: Brand }) {
  const { name, legalName, postalAddress, privacyUrl, timeZone } = brand
  if (may(ctx.scope.role, 'brand.write')) {
    const facts = { name, legalName, postalAddress, privacyUrl, timeZone }
    const zones = new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])
    return <BrandForm brand={ctx.scope.slug} facts={facts} timeZones={[...zones].sort()} />
  }
  const t = await getTranslations('settings.brand')
  return (
    <Facts
      items={[
        { label: t('name'), value: name },
        { label: t('legalName'), value: legalName },
        { label: t('postalAddress'), value: postalAddress },
        { label: t('privacyUrl'), value: <span className="text-dense">{privacyUrl}</span> },
        { label: t('timeZone'), value: timeZone.replaceAll('_', ' ') },
      ]}
    />
  )
}
