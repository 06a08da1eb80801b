'use client'

import { useTranslations } from 'next-intl'
import { CopyLine } from '@/components/ui/copy-line'

/** The two addresses that belong in CM.com's portal. Their last part is a secret, so they are shown once. */
export function CmAddresses({ urls }: { urls: { statuses: string; messages: string } }) {
  const t = useTranslations('settings.connect.cmAddresses')
  return (
    <dl className="grid gap-3">
      {(['statuses', 'messages'] as const).map((name) => (
        <div key={name}>
          <dt className="text-control font-strong">{t(name)}</dt>
          <dd>
            <CopyLine label={t(name)} text={urls[name]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
