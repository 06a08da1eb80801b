import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { EmptyState } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getWebhookReport, reportDays } from '@/core/inbound/webhook-report'
import { getAccount } from '@/core/providers/accounts'
import { getChannel } from '@/core/providers/channels'
import { Part } from '../part'
import { Deliveries } from './deliveries'
import { Problems } from './problems'
import { Refusals } from './refusals'
import { TheWayHere } from './the-way-here'

export default async function WebhookSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, account, sms, report, t] = await Promise.all([
    getBrand(ctx),
    getAccount(ctx),
    getChannel(ctx, 'sms'),
    getWebhookReport(ctx),
    getTranslations('settings.webhooks'),
  ])
  if (!account && !sms) return <EmptyState>{t('noNumber')}</EmptyState>
  const zone = brand.timeZone
  const days = { days: reportDays }
  return (
    <>
      {account && (
        <Part title={t('way.title')} text={t('way.text')}>
          <TheWayHere account={account} report={report} zone={zone} />
        </Part>
      )}
      <Part title={t('refused.title')} text={t('refused.text', days)}>
        <Refusals refusals={report.refusals} zone={zone} />
      </Part>
      <Part title={t('deliveries.title')} text={t('deliveries.text', days)}>
        <Deliveries days={report.days} />
      </Part>
      <Part title={t('problems.title')} text={t('problems.text', days)}>
        <Problems problems={report.problems} zone={zone} />
      </Part>
    </>
  )
}
