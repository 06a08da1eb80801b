/** A 53-bit hash of a text (cyrb53): the same text always gives the same number. */
export function hash(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0)
}

/** A number from 0 up to 1 that only depends on the text. */
export const chance = (text: string): number => hash(text) / 9_007_199_254_740_992

/** A whole number of at most `length` digits (15 at most) that only depends on the text and never starts with 0. */
export const digitsOf = (text: string, length: number): number => {
  const low = 10 ** (length - 1)
  return low + (hash(text) % (9 * low))
}

export const pick = <Item>(list: readonly [Item, ...Item[]], text: string): Item =>
  list[hash(text) % list.length] ?? list[0]
