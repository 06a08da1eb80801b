import { type PublicLanguage, publicLanguages } from '@/db/states'

/** How long a sign-up waits for its WhatsApp message: 48 hours. */
export const signUpLifeMs = 48 * 60 * 60 * 1000

/** Five characters of Crockford base32: 33 million, and short enough to read from a poster's phone screen. */
export const confirmationCodeLength = 5

/** The text that waits in WhatsApp's input field. People may change it, so it is read loosely. */
export const confirmationText = (language: PublicLanguage, code: string): string =>
  `${confirmationWords[language]} ${code}`

const confirmationWords: Record<PublicLanguage, string> = {
  nl: 'Ja, meld mij aan. Code',
  en: 'Yes, sign me up. Code',
  de: 'Ja, bitte anmelden. Code',
  fr: 'Oui, inscrivez-moi. Code',
}

const toCode = (typed: string) => typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')

/** Whether a message names a code in so many words, so that a wrong one deserves an answer. */
export const namesCode = (text: string): boolean => /\bcode\b/i.test(text)

/**
 * The code in a message, or null: what follows the word "code" anywhere, or a whole message of five characters.
 * Letters that look like digits are read as people mean them (O as 0, I and L as 1).
 */
export function readConfirmationCode(text: string): string | null {
  const said = text.normalize('NFKC').trim()
  const named = /\bcode\b[^0-9a-z]*((?:[0-9a-tv-z][\s-]?){4}[0-9a-tv-z])(?![0-9a-z])/i.exec(said)
  if (named?.[1]) return toCode(named[1].replace(/[\s-]/g, ''))
  return /^[0-9a-tv-z]{5}$/i.test(said) ? toCode(said) : null
}

export type Device = 'android' | 'iphone' | 'ipad' | 'windows' | 'mac' | 'linux'

/** The kind of device a browser says it runs on; null when it says nothing we know. */
export function describeDevice(userAgent: string): Device | null {
  if (/android/i.test(userAgent)) return 'android'
  if (/iphone|ipod/i.test(userAgent)) return 'iphone'
  if (/ipad/i.test(userAgent)) return 'ipad'
  if (/windows/i.test(userAgent)) return 'windows'
  if (/mac os x|macintosh/i.test(userAgent)) return 'mac'
  return /linux|cros/i.test(userAgent) ? 'linux' : null
}

/** `84.24.••.••`: enough to compare two sign-ups, not enough to find a household. */
export function shortenAddress(ip: string): string {
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.\d+\.\d+$/i.exec(ip)
  if (v4) return `${v4[1]}.${v4[2]}.••.••`
  return `${ip.split(':').slice(0, 2).join(':')}:••••`
}

/** `wamid.HBgL…x0QTA3RkI`: both ends, as much as the eye compares. */
export const shortenId = (id: string): string => (id.length > 24 ? `${id.slice(0, 10)}…${id.slice(-9)}` : id)

/** The language we write to a person in: theirs (`de-AT` is German) where we speak it, else the brand's. */
export const publicLanguageOf = (
  language: string | null | undefined,
  fallback: PublicLanguage,
): PublicLanguage =>
  publicLanguages.find((one) => language?.toLowerCase().split(/[-_]/)[0] === one) ?? fallback

/**
 * A message as staff may read it: who holds a person's own link may act as that person, so all but its beginning is left out.
 */
export const withoutOwnLinks = (text: string): string =>
  text.replace(/\/(preferences|unsubscribe)\/[\w-]+/g, '/$1/…')
