import type { PageVariant } from '@/db/states'

/** A fraction of 0 to 1 from the first 48 bits of a hash: even, and the same for the same hash. */
export const fractionOf = (hash: Uint8Array): number => {
  let value = 0
  for (const byte of hash.subarray(0, 6)) value = value * 256 + byte
  return value / 2 ** 48
}

/** Which side somebody sees, by where their hash falls. */
export const variantAt = (fraction: number, shareB: number): PageVariant =>
  fraction * 100 < shareB ? 'b' : 'a'

/** What there must be before a difference means anything. */
export const enough = { views: 100, signUps: 20, days: 7 } as const
/** How sure it must be. */
export const sure = 0.95
