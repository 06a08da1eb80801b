import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js'

export type ParsedPhone = {
  /** `+31612345678` */
  e164: string
  /** ISO 3166-1 alpha-2 of the number's own plan, `NL`. */
  country: string
}

/** What went wrong with a typed number, in the order a person would want to hear it. */
export type PhoneProblem = 'phone-missing' | 'phone-invalid'

/**
 * Reads a number as people type it: national or international, `00` or `+`, spaces, dots, dashes, brackets,
 * a national zero after the country code (`+31 (0)6…`).
 * @param defaultCountry the country chosen beside the field; a typed country code wins over it.
 */
export function parsePhone(typed: string, defaultCountry: string): ParsedPhone | PhoneProblem {
  const cleaned = typed.normalize('NFKC').trim()
  if (cleaned === '') return 'phone-missing'
  const international = cleaned.replace(/^00/, '+').replace(/^(\+\d{1,3})\s*\(0\)/, '$1 ')
  const country: CountryCode = isSupportedCountry(defaultCountry) ? defaultCountry : 'NL'
  const number = parsePhoneNumberFromString(international, country)
  if (!number?.isValid()) return 'phone-invalid'
  return { e164: number.number, country: number.country ?? country }
}

/** `+31 6 12345678`: international, grouped as in its own country. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}

/** `+31 6 •••• 4471`: enough to recognise, not enough to call. Staff ask for the rest, and the asking is logged. */
export function maskPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  const code = number ? `+${number.countryCallingCode}` : e164.slice(0, 3)
  const mobile = number?.country === 'NL' ? ' 6' : ''
  return `${code}${mobile} •••• ${e164.slice(-4)}`
}

/** `31612345678`, the form in `wa.me` links and WhatsApp ids. */
export const waId = (e164: string): string => e164.replace(/^\+/, '')

/** Calling codes for the choice beside a phone field, sorted by country code. */
export function listCallingCodes(): { country: string; callingCode: string }[] {
  return getCountries()
    .map((country) => ({ country, callingCode: `+${getCountryCallingCode(country)}` }))
    .sort((a, b) => a.country.localeCompare(b.country))
}
