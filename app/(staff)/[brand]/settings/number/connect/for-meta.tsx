'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/components/ui/button'
import { CopyLine } from '@/components/ui/copy-line'
import { renewToken } from '../actions'

type ForMetaProps = {
  brand: string
  connectionKey: string
  callbackUrl: string
  verifyToken: string | null
}

/** What belongs in Meta's own screens: the callback address, and the verify token as long as it is not kept yet. */
export function ForMeta({ brand, connectionKey, callbackUrl, verifyToken }: ForMetaProps) {
  const t = useTranslations('settings.connect.callback')
  const renewing = useAction(renewToken)
  return (
    <dl className="grid gap-3">
      <div>
        <dt className="text-control font-strong">{t('address')}</dt>
        <dd>
          <CopyLine label={t('address')} text={callbackUrl} />
        </dd>
      </div>
      <div>
        <dt className="text-control font-strong">{t('token')}</dt>
        <dd>
          {verifyToken ? (
            <CopyLine label={t('token')} text={verifyToken} />
          ) : (
            <div className="flex flex-wrap items-center gap-3">
              <p className="text-control text-muted">{t('kept')}</p>
              <Button
                size="row"
                isPending={renewing.isPending}
                onPress={() => renewing.execute({ brand, connectionKey })}
              >
                {t('renew')}
              </Button>
            </div>
          )}
        </dd>
      </div>
    </dl>
  )
}
