import { useTranslations } from 'next-intl'
import { CopyLine } from '@/components/ui/copy-line'
import { Num, Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { Facts } from '@/components/ui/page'
import type { WebhookReport } from '@/core/inbound/webhook-report'
import type { AccountView } from '@/core/providers/accounts'
import { callbackUrl } from '@/core/providers/connect'

type TheWayHereProps = { account: AccountView; report: WebhookReport; zone: string }

/** Where WhatsApp delivers, when it last did, and what still waits. */
export function TheWayHere({ account, report, zone }: TheWayHereProps) {
  const t = useTranslations('settings.webhooks.way')
  const moment = (at: Date | null, none: string) => (at ? <Time at={at} zone={zone} /> : none)
  return (
    <div className="grid gap-3">
      {report.waiting && (
        <Notice tone="warning">
          {t.rich('waiting', {
            count: report.waiting.count,
            since: () => <Time at={report.waiting?.since ?? new Date()} zone={zone} />,
          })}
        </Notice>
      )}
      <Facts
        items={[
          // CM.com shakes no hands, and the end of its addresses is a secret that was shown once.
          ...(account.provider === 'cm'
            ? [{ label: t('address'), value: t('cmAddress') }]
            : [
                {
                  label: t('address'),
                  value: <CopyLine label={t('address')} text={callbackUrl(account)} />,
                },
                { label: t('handshake'), value: moment(account.handshakeAt, t('noHandshake')) },
              ]),
          { label: t('received'), value: moment(report.lastReceivedAt, t('nothingReceived')) },
          { label: t('waits'), value: <Num value={report.waiting?.count ?? 0} /> },
          {
            label: t('parked'),
            value: t.rich('parkedValue', {
              number: () => <Num value={report.parked} />,
              count: report.parked,
            }),
          },
        ]}
      />
    </div>
  )
}
