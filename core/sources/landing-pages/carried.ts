/** What an address may carry to the consent event: which code was scanned, and the campaign marks of the link. */
const names = ['q', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

const maxLength = 100

/** The carried parameters of an address, in a fixed order; all others are dropped. */
export function carriedFrom(url: URL): URLSearchParams {
  const carried = new URLSearchParams()
  for (const name of names) {
    const value = url.searchParams.get(name)
    if (value && value.length <= maxLength) carried.set(name, value)
  }
  return carried
}

/** The campaign marks alone, for the event's details. */
export function utmOf(carried: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...carried].filter(([name]) => name.startsWith('utm_')))
}
