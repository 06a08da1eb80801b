/** `23 Nov`, from a calendar day. */
export function dayLabel(locale: string, day: string, options: Intl.DateTimeFormatOptions = {}): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...options,
  })
    .format(new Date(`${day}T12:00:00Z`))
    .replace('.', '')
}
