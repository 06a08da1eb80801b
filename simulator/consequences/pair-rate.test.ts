import { describe, expect, it } from 'vitest'
import { borrow, type PairDebt } from './pair-rate'

/** How many of these instants pass, one message each. */
function pass(instants: number[]): boolean[] {
  let debt: PairDebt | undefined
  return instants.map((now) => {
    const next = borrow(debt, now)
    if (next) debt = next
    return next !== undefined
  })
}
const times = (count: number, at: number) => Array.from({ length: count }, () => at)

describe('messages to one person', () => {
  it('pass one every six seconds, for ever', () => {
    expect(pass(Array.from({ length: 200 }, (_, nth) => nth * 6000))).not.toContain(false)
  })

  it('pass 45 at once and not one more', () => {
    expect(pass(times(50, 0)).filter(Boolean)).toHaveLength(45)
  })

  it.each([
    ['20 at once', 20, 120_000],
    ['45 at once', 45, 270_000],
    ['one', 1, 6000],
  ])('after %s wait for the time that was borrowed', (_what, count, waitMs) => {
    const after = (at: number) => pass([...times(count, 0), at]).at(-1)
    expect(after(Math.max(waitMs - 1, 6000 - 1))).toBe(count === 1)
    expect(after(waitMs)).toBe(true)
  })

  it('may not borrow again once the six seconds of the burst are over', () => {
    expect(pass([0, 1000, 5999, 6000, 11_000, 17_999, 18_000])).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      true,
    ])
  })
})
