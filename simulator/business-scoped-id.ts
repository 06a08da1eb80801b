import { digitsOf } from './customers/chance'

const countries: readonly [prefix: string, country: string][] = [
  ['31', 'NL'],
  ['32', 'BE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['1', 'US'],
]

const length = 16n
const space = 10n ** length

// Odd and not a multiple of five, so that it has an inverse among the numbers below `space`.
const factor = 7_038_271_590_461_483n
const inverse = inverseOf(factor)

const shifts = new Map<string, bigint>()
function shiftOf(wabaId: string): bigint {
  const held = shifts.get(wabaId) ?? BigInt(digitsOf(`people of ${wabaId}`, 15))
  shifts.set(wabaId, held)
  return held
}

/**
 * The business-scoped id of a person: two-letter country, dot, digits. One per person and business, and another
 * one after the person changed number. It can be turned back, so that nothing has to be kept to find the person.
 */
export function businessScopedId(wabaId: string, number: string): string {
  const country = countries.find(([prefix]) => number.startsWith(prefix))?.[1] ?? 'ZZ'
  const shuffled = (BigInt(number) * factor + shiftOf(wabaId)) % space
  return `${country}.${String(shuffled).padStart(Number(length), '0')}`
}

/** The digits of the number behind a business-scoped id of this business; undefined for any other text. */
export function numberBehind(wabaId: string, id: string): string | undefined {
  const digits = /^[A-Z]{2}\.(\d{16})$/.exec(id)?.[1]
  if (digits === undefined) return undefined
  const number = String(((((BigInt(digits) - shiftOf(wabaId)) % space) + space) * inverse) % space)
  return businessScopedId(wabaId, number) === id && /^[1-9]\d{7,14}$/.test(number) ? number : undefined
}

function inverseOf(value: bigint): bigint {
  let [r, next, x, step] = [space, value, 0n, 1n]
  while (next !== 0n) {
    const times = r / next
    ;[r, next] = [next, r - times * next]
    ;[x, step] = [step, x - times * step]
  }
  return ((x % space) + space) % space
}
