import { fromDate, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date'

export type LocalTimeReading =
  | { kind: 'exact'; at: Date }
  /** The clock went forward over it: there is no such time that day. `next` is the first one after the gap. */
  | { kind: 'missing'; next: Date }
  /** The clock went back over it: it comes twice. */
  | { kind: 'twice'; earlier: Date; later: Date }
  | { kind: 'invalid' }

/**
 * What `2026-03-29T02:30` means on the wall of a zone. Time changes make some times missing and some double; both
 * are named, never guessed.
 * @param timeZone IANA name, `Europe/Amsterdam`
 */
export function readLocalTime(time: string, timeZone: string): LocalTimeReading {
  let local: ReturnType<typeof parseDateTime>
  try {
    local = parseDateTime(time)
  } catch {
    return { kind: 'invalid' }
  }
  const earlier = toZoned(local, timeZone, 'earlier').toDate()
  const later = toZoned(local, timeZone, 'later').toDate()
  if (earlier.getTime() === later.getTime()) return { kind: 'exact', at: earlier }
  // In a gap neither reading shows the time that was asked for.
  const shown = toCalendarDateTime(fromDate(earlier, timeZone))
  if (shown.compare(local) === 0) return { kind: 'twice', earlier, later }
  return { kind: 'missing', next: later }
}

/** The wall time of an instant, as the date and time fields hold it: `2026-11-23T10:00`. */
export function localTimeOf(at: Date, timeZone: string): string {
  return toCalendarDateTime(fromDate(at, timeZone)).toString().slice(0, 16)
}
