/** What a cell says about a moment: an instant, or why it says nothing. */
export type ReadDate = Date | 'missing' | 'unreadable'

const isoForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i
const localForm = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

const offsetMinutes = (zone: string) => {
  if (/^z$/i.test(zone)) return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}

function instant(parts: readonly [number, number, number, number, number, number], offset: number): ReadDate {
  const [year, month, day, hour, minute, second] = parts
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal =
    at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day && hour < 24
  return isReal && minute < 60 && second < 60 ? new Date(at.getTime() - offset * 60_000) : 'unreadable'
}

/**
 * Reads a date or a moment as files write it: ISO 8601, `31-12-2025`, `31/12/25 14:05`, `31.12.2025`. Without a zone it is
 * read as UTC: a consent may then seem to be up to a day off, never in the future by more than that.
 * @param dayFirst whether 03-04 is the third of April (Europe) or the fourth of March (United States)
 */
export function readDate(cell: string, dayFirst: boolean): ReadDate {
  const text = cell.trim()
  if (text === '') return 'missing'
  const iso = isoForm.exec(text)
  if (iso) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', zone = 'Z'] = iso
    return instant(
      [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)],
      offsetMinutes(zone),
    )
  }
  const local = localForm.exec(text)
  if (!local) return 'unreadable'
  const [, one, two, year = '', hour = '0', minute = '0', second = '0'] = local
  const [day, month] = dayFirst ? [one, two] : [two, one]
  const full = year.length === 2 ? 2000 + Number(year) : Number(year)
  return instant([full, Number(month), Number(day), Number(hour), Number(minute), Number(second)], 0)
}

/** Whether dates in these cells are written with the day first; undefined when they could be either. */
export function guessDayFirst(cells: readonly string[]): boolean | undefined {
  for (const cell of cells) {
    const local = localForm.exec(cell.trim())
    if (!local) continue
    if (Number(local[1]) > 12) return true
    if (Number(local[2]) > 12) return false
  }
  return undefined
}
