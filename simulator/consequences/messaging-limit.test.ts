import { describe, expect, it } from 'vitest'
import { createReach, dayMs, deservesReview, stepAbove, usersOf } from './messaging-limit'

describe('the messaging limit', () => {
  it.each([
    ['TIER_250', 250, 'TIER_2K'],
    ['TIER_1K', 1000, 'TIER_2K'],
    ['TIER_2K', 2000, 'TIER_10K'],
    ['TIER_10K', 10_000, 'TIER_100K'],
    ['TIER_100K', 100_000, 'TIER_UNLIMITED'],
    ['TIER_UNLIMITED', Number.POSITIVE_INFINITY, undefined],
  ])('%s is %d users a day, and %s comes next', (tier, users, next) => {
    expect(usersOf(tier)).toBe(users)
    expect(stepAbove(tier)).toBe(next)
  })

  it.each([
    ['TIER_250', { in7Days: 1999, in30Days: 1999 }, false],
    ['TIER_250', { in7Days: 10, in30Days: 2000 }, true],
    ['TIER_2K', { in7Days: 999, in30Days: 9000 }, false],
    ['TIER_2K', { in7Days: 1000, in30Days: 1000 }, true],
    ['TIER_100K', { in7Days: 50_000, in30Days: 50_000 }, true],
    ['TIER_UNLIMITED', { in7Days: 900_000, in30Days: 900_000 }, false],
  ])('%s with %o is reviewed: %s', (tier, reached, reviewed) => {
    expect(deservesReview(tier, reached)).toBe(reviewed)
  })
})

describe('who was reached', () => {
  it('counts each person once in a moving day', () => {
    const reach = createReach()
    reach.add('a', 0)
    reach.add('b', 1000)
    reach.add('a', 2000)
    expect(reach.count(2000)).toBe(2)
    expect(reach.count(dayMs + 1000)).toBe(1)
    expect(reach.has('a', dayMs + 1999)).toBe(true)
    expect(reach.has('a', dayMs + 2000)).toBe(false)
    expect(reach.count(dayMs + 2000)).toBe(0)
    expect(reach.since(500)).toBe(2)
  })

  it('takes up what was kept, oldest first', () => {
    const reach = createReach([
      ['a', 0],
      ['b', dayMs],
    ])
    expect(reach.count(dayMs + 1)).toBe(1)
    expect(reach.since(-1)).toBe(2)
    reach.forget(0)
    expect(reach.since(-1)).toBe(1)
  })
})
