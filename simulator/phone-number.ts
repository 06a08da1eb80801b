/**
 * Digits of an E.164 number without plus, or undefined. Takes spaces, dots, dashes and brackets, `00` for
 * the plus, and a Dutch `06…`. Dutch numbers have nine digits after the 31, those that begin with 097 eleven.
 */
export function parseNumber(text: string): string | undefined {
  const bare = text.trim().replace(/[\s().-]/g, '')
  const international = bare.replace(/^00/, '+').replace(/^06(?=\d{8}$)/, '+316')
  const digits = /^\+?([1-9]\d{7,14})$/.exec(international)?.[1]
  if (digits?.startsWith('31') && !/^31(97\d{9}|\d{9})$/.test(digits)) return undefined
  return digits
}

/** The number as people write it: `+31 6 12345678`, `+31 20 123 4567`, else plus and digits. */
export function showNumber(digits: string): string {
  const mobile = /^316(\d{8})$/.exec(digits)
  if (mobile) return `+31 6 ${mobile[1]}`
  const city = /^31(\d\d)(\d{3})(\d{4})$/.exec(digits)
  if (city) return `+31 ${city[1]} ${city[2]} ${city[3]}`
  return `+${digits}`
}

/** The first Dutch mobile number from +31 6 55500101 on that is not taken. */
export function nextFreeNumber(taken: (digits: string) => boolean): string {
  let number = 31_655_500_101
  while (taken(String(number))) number += 1
  return String(number)
}
