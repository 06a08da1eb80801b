import { useLocale, useTranslations } from 'next-intl'
import { Bar } from '../ui/bar'
import { cx } from '../ui/cx'
import { formatNumber } from '../ui/format'

type LimitMeterProps = {
  limit: number
  used: number
  left: number
  /** In the rail it shrinks to a bar and a figure where the rail shows icons only. */
  inRail?: boolean
}

/** What is left of the people WhatsApp lets us write to in 24 hours. */
export function LimitMeter({ limit, used, left, inRail = false }: LimitMeterProps) {
  const t = useTranslations('nav')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  const wide = inRail && 'narrow:sr-only'
  return (
    <div className={cx('text-caption', inRail && 'px-2 narrow:px-0 narrow:text-center')}>
      <div className={cx('mb-1.5 flex justify-between gap-2', wide)}>
        <span className="text-muted">{t('limit')}</span>
        <span className="font-heavy">{t('limitLeft', { left: number(left) })}</span>
      </div>
      <Bar parts={[{ key: 'used', value: used, className: 'bg-accent' }]} total={limit} className="h-1.5" />
      <p className={cx('mt-1.5 text-muted', wide)}>
        {t('limitUsed', { used: number(used), limit: number(limit) })}
      </p>
      {inRail && (
        <p className="mt-1 hidden text-key text-muted narrow:block" aria-hidden="true">
          {number(left)}
        </p>
      )}
    </div>
  )
}
