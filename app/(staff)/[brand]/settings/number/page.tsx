import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip, QualityBadge } from '@/components/ui/chip'
import { Num, Time } from '@/components/ui/figures'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import type { BrandContext } from '@/core/brands/scope'
import { formatPhone } from '@/core/platform/phone'
import { readTier } from '@/core/policy/messaging-limit'
import { getAccount } from '@/core/providers/accounts'
import { Part } from '../part'

export default async function NumberSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, t] = await Promise.all([getBrand(ctx), getTranslations('settings')])
  return (
    <Part title={t('number.title')} text={t('number.text')}>
      <NumberPart ctx={ctx} zone={brand.timeZone} />
    </Part>
  )
}

async function NumberPart({ ctx, zone }: { ctx: BrandContext; zone: string }) {
  const [account, t] = await Promise.all([getAccount(ctx), getTranslations('settings.number')])
  if (!account) return <p className="text-body text-muted">{t('none')}</p>
  const limit = readTier(account.messagingLimitTier)
  return (
    <Facts
      items={[
        {
          label: t('name'),
          value: (
            <span className="flex flex-wrap items-center gap-2">
              {account.verifiedName}
              {account.isSimulator && <Chip>{t('simulated')}</Chip>}
            </span>
          ),
        },
        { label: t('phone'), value: formatPhone(account.displayPhoneE164) },
        { label: t('quality'), value: <QualityBadge score={account.qualityRating} /> },
        {
          label: t('limit'),
          value:
            limit === null ? t('unlimited') : t.rich('limitValue', { number: () => <Num value={limit} /> }),
        },
        { label: t('accountId'), value: <span className="font-mono text-caption">{account.wabaId}</span> },
        {
          label: t('synced'),
          value: account.syncedAt ? <Time at={account.syncedAt} zone={zone} /> : t('never'),
        },
      ]}
    />
  )
}
