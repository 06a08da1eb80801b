import { getTranslations } from 'next-intl/server'
import { requireBrand } from '@/app/session'
import { Chip } from '@/components/ui/chip'
import { Time } from '@/components/ui/figures'
import { Notice } from '@/components/ui/notice'
import { Facts } from '@/components/ui/page'
import { getBrand } from '@/core/brands/queries'
import { getSettings } from '@/core/platform/env'
import { formatPhone } from '@/core/platform/phone'
import { type AccountView, getAccount } from '@/core/providers/accounts'
import { listOpenNotices, listPastNotices } from '@/core/providers/notice-queries'
import { may } from '@/core/staff/rules'
import { Part } from '../part'
import { NumberTools } from './number-tools'
import { TestedNumberFacts } from './tested-number'
import { Told } from './told'

export default async function NumberSettingsPage({ params }: { params: Promise<{ brand: string }> }) {
  const ctx = await requireBrand((await params).brand)
  const [brand, account, open, past, t, tNotices] = await Promise.all([
    getBrand(ctx),
    getAccount(ctx),
    listOpenNotices(ctx),
    listPastNotices(ctx),
    getTranslations('settings.number'),
    getTranslations('notices'),
  ])
  const zone = brand.timeZone
  const mayWrite = may(ctx.scope.role, 'brand.write')
  return (
    <>
      {(account || open.length > 0) && (
        <Part title={tNotices('title')} text={tNotices('text')}>
          <Told open={open} past={past} zone={zone} brand={ctx.scope.slug} mayClose={mayWrite} />
        </Part>
      )}
      <Part title={t('title')} text={t('text')}>
        {account ? (
          <Standing account={account} zone={zone} />
        ) : (
          <p className="text-body text-muted">{t('none')}</p>
        )}
      </Part>
      {mayWrite && (
        <Part title={t('toolsTitle')} text={t('toolsText')}>
          <NumberTools
            brand={ctx.scope.slug}
            zone={zone}
            webhookKey={account?.webhookKey ?? null}
            provider={account?.provider ?? null}
            offersSimulator={getSettings().DEPLOYMENT === 'local'}
          />
        </Part>
      )}
    </>
  )
}

async function Standing({ account, zone }: { account: AccountView; zone: string }) {
  const t = await getTranslations('settings.number')
  const { numberDetails: details } = account
  return (
    <div className="grid gap-4">
      {details?.problems.map(({ entity, description, solution }) => (
        <Notice key={`${entity} ${description}`} tone={details.canSend === 'BLOCKED' ? 'danger' : 'warning'}>
          {t('problem', { entity })} {description} {solution}
        </Notice>
      ))}
      <TestedNumberFacts
        number={{
          phoneE164: formatPhone(account.displayPhoneE164),
          verifiedName: account.verifiedName,
          qualityRating: account.qualityRating,
          messagingLimitTier: account.messagingLimitTier,
          status: details?.status ?? null,
          nameStatus: details?.nameStatus ?? null,
          throughput: details?.throughput ?? null,
          canSend: details?.canSend ?? null,
        }}
      />
      <Facts
        items={[
          {
            label: t('provider'),
            value: (
              <span className="flex flex-wrap items-center gap-2">
                {t(`providers.${account.provider}`)}
                {account.isSimulator && <Chip>{t('simulated')}</Chip>}
              </span>
            ),
          },
          ...(account.wabaId
            ? [
                {
                  label: t('accountId'),
                  value: <span className="font-mono text-caption">{account.wabaId}</span>,
                },
              ]
            : []),
          {
            label: t('synced'),
            value: account.syncedAt ? <Time at={account.syncedAt} zone={zone} /> : t('never'),
          },
          ...(account.provider === 'cloud-api'
            ? [
                {
                  label: t('handshake'),
                  value: account.handshakeAt ? <Time at={account.handshakeAt} zone={zone} /> : t('never'),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
