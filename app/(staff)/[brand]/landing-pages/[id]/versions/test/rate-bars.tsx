import { useLocale, useTranslations } from 'next-intl'
import { formatShare } from '@/components/ui/format'
import type { SideResult } from '@/core/sources/landing-pages/variants/queries'

/** Both rates on one scale, each with the stretch in which the true one lies; the table above says the same in figures. */
export function RateBars({ a, b }: { a: SideResult; b: SideResult }) {
  const t = useTranslations('publishing.test')
  const locale = useLocale()
  const sides = [
    { name: 'A', rate: a.rate },
    { name: 'B', rate: b.rate },
  ]
  const most = Math.max(...sides.map(({ rate }) => rate?.high ?? 0))
  if (most === 0) return null
  const place = (share: number) => `${(share / most) * 100}%`
  return (
    <figure className="grid max-w-160 gap-2" aria-hidden="true">
      {sides.map(
        ({ name, rate }, i) =>
          rate && (
            <div key={name} className="grid grid-cols-[16px_minmax(0,1fr)_64px] items-center gap-3">
              <span className="text-dense font-strong">{name}</span>
              <span className="relative h-5">
                <span className="absolute inset-x-0 top-1/2 border-t border-separator" />
                <span
                  className="absolute inset-y-1 rounded-[1px] opacity-25"
                  style={{
                    left: place(rate.low),
                    width: place(rate.high - rate.low),
                    background: `var(--chart-${i + 1})`,
                  }}
                />
                <span
                  className="absolute inset-y-0 w-0.75 -translate-x-1/2 rounded-[1px]"
                  style={{ left: place(rate.share), background: `var(--chart-${i + 1})` }}
                />
              </span>
              <span className="text-end text-dense">{formatShare(locale, rate.share)}</span>
            </div>
          ),
      )}
      <figcaption className="text-caption text-muted">{t('bars')}</figcaption>
    </figure>
  )
}
