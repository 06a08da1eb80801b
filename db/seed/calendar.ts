import {
  type CalendarDate,
  CalendarDateTime,
  fromDate,
  getDayOfWeek,
  toCalendarDate,
  toZoned,
} from '@internationalized/date'

export const demoZone = 'Europe/Amsterdam'
export const historyDays = 180

/** Days of the story, counted back from today in the shop's own zone. */
export type Calendar = {
  now: Date
  /** The instant of a wall time so many days ago; negative days lie ahead. */
  at: (daysAgo: number, time: string) => Date
  /** 0 is Monday. */
  weekday: (daysAgo: number) => number
  /** The nearest such weekday that is at least `daysAgo` back. */
  weekdayBefore: (daysAgo: number, weekday: number) => number
}

export function makeCalendar(now: Date): Calendar {
  const today: CalendarDate = toCalendarDate(fromDate(now, demoZone))
  const date = (daysAgo: number) => today.subtract({ days: daysAgo })
  const weekday = (daysAgo: number) => getDayOfWeek(date(daysAgo), 'nl-NL')
  return {
    now,
    weekday,
    at: (daysAgo, time) => {
      const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
      const { year, month, day } = date(daysAgo)
      return toZoned(new CalendarDateTime(year, month, day, hour, minute, second), demoZone).toDate()
    },
    weekdayBefore: (daysAgo, wanted) => {
      let found = daysAgo
      while (weekday(found) !== wanted) found++
      return found
    },
  }
}
