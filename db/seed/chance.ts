/** A stream of numbers from 0 to 1 that is always the same for one key (mulberry32 over an FNV-1a hash). */
export type Chance = () => number

/** Keyed, so that one person's luck does not depend on who came before them. */
export function chanceOf(key: string): Chance {
  let state = 0x811c9dc5
  for (const character of `vinkje ${key}`)
    state = Math.imul(state ^ (character.codePointAt(0) as number), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of `values`, all alike. */
export const pick = <T>(chance: Chance, values: readonly T[]): T =>
  values[Math.floor(chance() * values.length)] as T

/** One of `values` by weight. */
export function pickWeighted<T extends { weight: number }>(chance: Chance, values: readonly T[]): T {
  let left = chance() * values.reduce((sum, value) => sum + value.weight, 0)
  for (const value of values) {
    left -= value.weight
    if (left < 0) return value
  }
  return values.at(-1) as T
}

/** How long people take: half of them less than `median`, few of them much longer (log-normal). In milliseconds. */
export function delayMs(chance: Chance, medianMs: number, spread = 1.1): number {
  const bell = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  return Math.round(medianMs * Math.exp(bell * spread))
}

/** A whole number around `expected`, as arrivals come (Poisson). */
export function arrivals(chance: Chance, expected: number): number {
  const floor = Math.exp(-expected)
  let product = chance()
  let count = 0
  while (product > floor) {
    product *= chance()
    count++
  }
  return count
}
