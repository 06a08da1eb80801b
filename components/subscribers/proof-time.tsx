import { useLocale } from 'next-intl'
import { formatTime } from '../ui/format'

/** An instant to the second: in a proof two acts of the same minute have an order. */
export function ProofTime({ at, zone }: { at: Date; zone: string }) {
  const locale = useLocale()
  const seconds = String(at.getUTCSeconds()).padStart(2, '0')
  return (
    <time dateTime={at.toISOString()} className="text-caption whitespace-nowrap text-muted">
      {formatTime(locale, at, zone, 'moment').replace(/(\d\d:\d\d) /, `$1:${seconds} `)}
    </time>
  )
}
