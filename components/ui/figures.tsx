import { useLocale } from 'next-intl'
import { formatNumber, formatShare, formatTime, type TimeKind } from './format'

/** A number in the reader's language. */
export function Num({ value, ...options }: { value: number } & Intl.NumberFormatOptions) {
  return <>{formatNumber(useLocale(), value, options)}</>
}

/** A share of 0 to 1, as a percentage. `null` (nothing to divide by) is a dash. */
export function Share({ value, digits = 1 }: { value: number | null; digits?: number }) {
  const locale = useLocale()
  return <>{value === null ? '–' : formatShare(locale, value, digits)}</>
}

/** An instant, always with its zone. `zone` is the brand's (or the person's own). */
export function Time({ at, zone, kind = 'moment' }: { at: Date | string; zone: string; kind?: TimeKind }) {
  const instant = new Date(at)
  return (
    <time dateTime={instant.toISOString()} className="whitespace-nowrap">
      {formatTime(useLocale(), instant, zone, kind)}
    </time>
  )
}
