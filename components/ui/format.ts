/** English dates as they are said in Europe; Dutch as they are. */
const tag = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

/** Numbers as people of this language write them, with a real minus. */
export function formatNumber(locale: string, value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(tag(locale), options).format(value).replace('-', '−')
}

/** A share of 0 to 1 as a percentage with at most `digits` decimals (1 unless told). */
export const formatShare = (locale: string, share: number, digits = 1): string =>
  formatNumber(locale, share, { style: 'percent', maximumFractionDigits: digits })

export type TimeKind = 'day' | 'long-day' | 'time' | 'moment' | 'long-moment'

/**
 * An instant in a zone. `day` Mon 23 Nov; `long-day` Monday 23 November; `time` 10:00 CET; `moment` Mon 23 Nov, 10:00 CET;
 * `long-moment` with the long day. The year stands there when it is not this one.
 */
export function formatTime(locale: string, at: Date, zone: string, kind: TimeKind = 'moment'): string {
  const parts = (options: Intl.DateTimeFormatOptions) => {
    const all = new Intl.DateTimeFormat(tag(locale), { timeZone: zone, ...options }).formatToParts(at)
    return (type: Intl.DateTimeFormatPartTypes) => all.find((part) => part.type === type)?.value ?? ''
  }
  const width = kind.startsWith('long') ? 'long' : 'short'
  const date = parts({ weekday: width, day: 'numeric', month: width, year: 'numeric' })
  const thisYear = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(new Date())
  const day = [
    date('weekday'),
    date('day'),
    date('month').replace('.', ''),
    date('year') === thisYear ? '' : date('year'),
  ]
  const written = day.filter(Boolean).join(' ')
  if (kind === 'day' || kind === 'long-day') return written
  const clock = parts({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' })
  const time = `${clock('hour')}:${clock('minute')} ${clock('timeZoneName')}`
  return kind === 'time' ? time : `${written}, ${time}`
}
