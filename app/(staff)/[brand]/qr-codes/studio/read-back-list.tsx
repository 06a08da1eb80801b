'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format'
import { CrossMark, TickTwo } from '@/components/ui/marks'
import { Notice } from '@/components/ui/notice'
import type { LookCheck } from '@/core/sources/qr-codes/design/rules'
import type { Look } from '@/core/sources/qr-codes/design/schema'
import { type ReadBack, readBackNames } from '@/core/sources/qr-codes/read-back/rules'

type ReadBackListProps = { look: Look; check: LookCheck; tried?: ReadBack[]; isReading: boolean }

/** Whether a code that is drawn like this can be read, in every way that it is tried; or the rule of print that it breaks. */
export function ReadBackList({ look, check, tried, isReading }: ReadBackListProps) {
  const t = useTranslations('printing.studio')
  const locale = useLocale()
  if (check.broken.length > 0) {
    return (
      <div className="grid gap-2" role="status">
        {check.broken.map((rule) => (
          <Notice key={rule} tone="warning">
            {t(`broken.${rule}`, {
              ratio: formatNumber(locale, check.contrast, { maximumFractionDigits: 1 }),
              mm: check.smallestMm,
            })}
          </Notice>
        ))}
      </div>
    )
  }
  const good = tried?.filter(({ isRead }) => isRead).length ?? 0
  return (
    <section aria-busy={isReading}>
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-section">{t('readBack')}</h2>
        <span className="text-dense text-muted" role="status">
          {isReading || !tried ? t('reading') : t('readCount', { good, all: readBackNames.length })}
        </span>
      </div>
      <ul className={isReading ? 'text-muted' : undefined}>
        {readBackNames.map((name) => {
          const result = tried?.find((one) => one.name === name)
          return (
            <li key={name} className="flex h-9 items-center gap-3 border-b border-separator text-control">
              <span className="grid w-6 place-items-center">
                {result?.isRead && <TickTwo className="text-accent" />}
                {result && !result.isRead && <CrossMark className="text-danger" />}
              </span>
              <span className="grow truncate">{t(`way.${name}`, { mm: look.widthMm })}</span>
              {result && (
                <span className={result.isRead ? 'text-muted' : 'text-danger'}>
                  {result.isRead
                    ? t('ms', { ms: formatNumber(locale, result.ms, { maximumFractionDigits: 0 }) })
                    : t('unread')}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
