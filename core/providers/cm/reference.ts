/**
 * CM.com's `reference` takes 1 to 32 letters and digits, so our id travels without its hyphens. It is the only thing
 * that joins a status report to a message.
 */
export const referenceOf = (messageId: string): string => messageId.replaceAll('-', '')

/** Our id again, or undefined for a reference that is none of ours. */
export function messageIdOf(reference: string): string | undefined {
  const match = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(reference)
  return match ? match.slice(1).join('-').toLowerCase() : undefined
}

/** CM.com writes numbers with two zeros where we write a plus. */
export const cmNumberOf = (e164: string): string => `00${e164.replace(/^\+/, '')}`

/** A number as CM.com writes it (`+31…`, `0031…`, bare) as E.164, or undefined when it is none (a sender's name). */
export function e164Of(cmNumber: string): string | undefined {
  const digits = cmNumber.trim().replace(/^(\+|00)/, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined
}
