import { type CalendarDate, fromDate, toCalendarDate } from '@internationalized/date'

/** A number of days up to and including today, and as many before them. Days are the brand's own, `2026-11-23`. */
export type Period = {
  days: number
  first: string
  today: string
  previousFirst: string
  previousLast: string
}

export function periodUntil(now: Date, timeZone: string, days: number): Period {
  const today: CalendarDate = toCalendarDate(fromDate(now, timeZone))
  return {
    days,
    first: today.subtract({ days: days - 1 }).toString(),
    today: today.toString(),
    previousFirst: today.subtract({ days: 2 * days - 1 }).toString(),
    previousLast: today.subtract({ days }).toString(),
  }
}
