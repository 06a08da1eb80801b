import { useLocale, useTranslations } from 'next-intl'
import { Bar } from '../ui/bar'
import { formatNumber } from '../ui/format'

/** What is left of the people WhatsApp lets us write to in 24 hours. */
export function LimitMeter({ limit, used, left }: { limit: number; used: number; left: number }) {
  const t = useTranslations('nav')
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  return (
    <div className="px-2 text-caption narrow:px-0 narrow:text-center">
      <div className="mb-1.5 flex justify-between gap-2 narrow:hidden">
        <span className="text-muted">{t('limit')}</span>
        <span className="font-heavy">{t('limitLeft', { left: number(left) })}</span>
      </div>
      <Bar parts={[{ key: 'used', value: used, className: 'bg-accent' }]} total={limit} className="h-1.5" />
      <p className="mt-1.5 text-muted narrow:hidden">{t('limitUsed', { used: number(used), limit: number(limit) })}</p>
      <p className="sr-only narrow:not-sr-only narrow:mt-1 narrow:text-key narrow:text-muted phone:hidden" aria-hidden="true">
        {number(left)}
      </p>
    </div>
  )
}
