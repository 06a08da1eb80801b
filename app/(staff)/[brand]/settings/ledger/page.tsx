import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { CopyLine } from '@/components/ui/copy-line'
import { Num, Time } from '@/components/ui/figures'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getLedgerStatus, type LedgerStatus } from '@/core/consent/verify/checks'
import { getSettings } from '@/core/platform/env'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { CheckNow } from './check-now'
import { Checks } from './checks'
import { Verdict } from './verdict'

export default async function LedgerPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [t, brand, status] = await Promise.all([
    getTranslations('ledger'),
    getBrand(ctx),
    getLedgerStatus(ctx),
  ])
  const [last] = status.checks
  const zone = brand.timeZone
  const command = `npm run ledger:verify -- ${brand.slug}${status.head ? ` --anchor=${status.head.hash}` : ''}`
  return (
    <>
      <Part title={t('sealTitle')} text={t('sealText')}>
        <Seal status={status} zone={zone} />
      </Part>
      <Part title={t('checkTitle')} text={t('checkText')}>
        <div className="grid gap-4">
          {last ? (
            <Verdict
              check={last}
              zone={zone}
              lastWhole={status.checks.find((check) => check.found === 0)?.startedAt ?? null}
            />
          ) : (
            <p className="text-body text-muted">{t('never')}</p>
          )}
          {may(ctx.scope.role, 'subscribers.export') && (
            <CheckNow brand={brand.slug} isChecking={status.isChecking} />
          )}
        </div>
      </Part>
      {status.checks.length > 1 && (
        <Part title={t('historyTitle')} text={t('historyText')}>
          <Checks checks={status.checks.slice(1)} zone={zone} />
        </Part>
      )}
      <Part title={t('howTitle')} text={t('howText')}>
        <div className="grid gap-4 text-body">
          <div>
            <p>{t('howServer')}</p>
            <CopyLine label={t('command')} text={command} />
          </div>
          <p>
            {t('howReceipt')}{' '}
            <a href="/verify" className="text-link">
              {getSettings().PUBLIC_URL}/verify
            </a>
          </p>
        </div>
      </Part>
    </>
  )
}

async function Seal({ status: { head, waiting }, zone }: { status: LedgerStatus; zone: string }) {
  const t = await getTranslations('ledger')
  if (!head) return <p className="text-body text-muted">{t('none')}</p>
  return (
    <>
      <p className="text-control text-muted">{t('seal', { position: head.position })}</p>
      <CopyLine label={t('hash')} text={head.hash} />
      <Facts
        items={[
          { label: t('sealedAt'), value: <Time at={head.sealedAt} zone={zone} /> },
          { label: t('waiting'), value: <Num value={waiting} /> },
        ]}
      />
      <p className="mt-3 text-dense text-muted">{t('keep')}</p>
    </>
  )
}
