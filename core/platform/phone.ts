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

/** Digits of any script as ASCII (Arabic, Persian, Devanagari, full width), and every kind of gap as one space. */
function plainDigits(typed: string): string {
  // A million rows of a list are ASCII; only what is not is looked at letter by letter.
  const written = /^[ -~]*$/.test(typed) ? typed : inAscii(typed)
  return written.replace(/[\s,;=_-]+/g, ' ').trim()
}

const inAscii = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/\p{Cf}/gu, '')
    .replace(/[·•\p{Pd}]/gu, ' ')

/** Unicode lays out every script's digits in a row of ten that starts at a zero (The Unicode Standard, 4.6). */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (code - zero) % 10
}

/** WhatsApp's own ways to write a number: the id of a chat, and a link, with or without a text that waits in it. */
function whatsAppNumber(typed: string): string | undefined {
  const inLink = /(?:wa\.me|whatsapp\.com)\/(?:send\/?\?(?:\S*&)?phone=)?\+?(\d{7,15})\b/i.exec(typed)
  const inId = /^\s*(\d{7,15})@(?:s\.whatsapp\.net|c\.us)\s*$/i.exec(typed)
  const digits = inLink?.[1] ?? inId?.[1]
  return digits && `+${digits}`
}

/** The ways in which what was typed may be meant, the likeliest first. */
function* readings(typed: string): Generator<string> {
  // The zero that is dialled at home alone: `+31 (0)6`, `+31 06`.
  const withoutTrunk = typed.replace(/^(\+\s?\d{1,3})\s?\(0\)/, '$1 ')
  yield withoutTrunk
  // `00` where the chosen country dials abroad by something else, and a plus in front of a national number.
  if (/^\+?\s?00/.test(typed))
    yield withoutTrunk.replace(/^\+?\s?00\s?/, '+').replace(/^(\+\d{1,3})\s?\(0\)/, '$1 ')
  if (/^\+\s?0/.test(typed)) yield typed.replace(/^\+\s?/, '')
}

/**
 * Reads a number as people type it: national or international, `00` or `+`, spaces, dots, dashes, brackets, a national
 * zero after the country code (`+31 (0)6…`), digits of other scripts, a link or an id of WhatsApp. Two numbers at once
 * are none: nobody should be signed up by a guess.
 * @param defaultCountry the country chosen beside the field; a typed country code wins over it.
 */
export function parsePhone(typed: string, defaultCountry: string): ParsedPhone | PhoneProblem {
  const cleaned = whatsAppNumber(typed) ?? plainDigits(typed)
  if (cleaned === '') return 'phone-missing'
  const country: CountryCode = isSupportedCountry(defaultCountry) ? defaultCountry : 'NL'
  for (const reading of readings(cleaned)) {
    const number = parsePhoneNumberFromString(reading, country)
    if (number?.isValid()) return { e164: number.number, country: number.country ?? country }
  }
  return 'phone-invalid'
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
