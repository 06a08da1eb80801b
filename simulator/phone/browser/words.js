const words = JSON.parse(document.getElementById('words')?.textContent ?? '{}')

/** The language of the page. */
export const language = document.documentElement.lang

/** A sentence with its blanks filled. */
export const t = (key, blanks = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole)

/** The sentence, or undefined when there is none of that name. */
export const sentence = (key, blanks) => (key in words ? t(key, blanks) : undefined)

const timeFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const secondFormat = new Intl.DateTimeFormat(language, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const dayFormat = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
const shortDayFormat = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })

export const clockTime = (at) => timeFormat.format(at)
export const clockSeconds = (at) => secondFormat.format(at)

const dayNumber = (at) => {
  const date = new Date(at)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000
}

/** Today, yesterday or the day in full, as on the chips between messages. */
export function dayName(at) {
  const ago = dayNumber(Date.now()) - dayNumber(at)
  if (ago === 0) return t('today')
  if (ago === 1) return t('yesterday')
  const name = dayFormat.format(at)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Time for today, else the day: as beside a chat in the list. */
export function listTime(at) {
  const ago = dayNumber(Date.now()) - dayNumber(at)
  if (ago === 0) return clockTime(at)
  return ago === 1 ? t('yesterday') : shortDayFormat.format(at)
}

const fullFormat = new Intl.DateTimeFormat(language, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})
/** Day and time with their zone. */
export const fullTime = (at) => fullFormat.format(at)

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
const hour = 3_600_000

/** How long until `at`, in the largest unit of which there is one: in 2 days, in 3 hours, in 5 minutes. */
export function until(at) {
  const left = at - Date.now()
  if (left >= 24 * hour) return relative.format(Math.floor(left / (24 * hour)), 'day')
  if (left >= hour) return relative.format(Math.floor(left / hour), 'hour')
  return relative.format(Math.max(1, Math.floor(left / 60_000)), 'minute')
}
