import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DayFigures, figureOf, rollingShare, seriesOf, summarise } from './figures'
import { periodUntil } from './period'

const count = fc.nat(50)
const day: fc.Arbitrary<DayFigures> = fc
  .record({
    optIns: count,
    confirmed: count,
    optOuts: count,
    joined: count,
    departed: count,
    delivered: count,
    answeredWithOptOut: count,
  })
  .map((figures) => ({ day: '2026-11-23', ...figures }))
const days = fc.array(day, { minLength: 7, maxLength: 30 })

describe('the figures of the overview', () => {
  test('the subscribers of the tile are the last point of its line', () => {
    fc.assert(
      fc.property(days, days, fc.nat(1_000), (before, current, start) => {
        const { subscribers } = summarise(current, before, start)
        expect(seriesOf('subscribers', before, start).at(-1)).toBe(subscribers.before)
        expect(seriesOf('subscribers', current, subscribers.before ?? 0).at(-1)).toBe(subscribers.value)
      }),
    )
  })

  test('a count over a period is the sum of its days', () => {
    fc.assert(
      fc.property(days, (current) => {
        const sum = (metric: 'optIns' | 'optOuts') =>
          seriesOf(metric, current, 0).reduce<number>((total, value) => total + (value ?? 0), 0)
        expect(figureOf('optIns', current)).toBe(sum('optIns'))
        expect(figureOf('optOuts', current)).toBe(sum('optOuts'))
      }),
    )
  })

  test('a share over 7 days looks at 7 days, those of the period before included', () => {
    fc.assert(
      fc.property(days, days, (before, current) => {
        const [first] = rollingShare('confirmed', before, current)
        expect(first).toBe(figureOf('confirmed', [...before.slice(-6), ...current.slice(0, 1)]))
        expect(rollingShare('confirmed', before, current).at(-1)).toBe(
          figureOf('confirmed', current.slice(-7)),
        )
      }),
    )
  })

  test('nothing to divide by is no share, not none', () => {
    const empty: DayFigures = {
      day: '2026-11-23',
      optIns: 0,
      confirmed: 0,
      optOuts: 0,
      joined: 0,
      departed: 0,
      delivered: 0,
      answeredWithOptOut: 0,
    }
    expect(figureOf('confirmed', [empty])).toBeNull()
    expect(figureOf('optOutsPerDelivered', [empty])).toBeNull()
  })
})

describe('a period', () => {
  test('ends today as the brand knows it, and is as long as the one before', () => {
    // Half past midnight in Amsterdam, still yesterday in London.
    expect(periodUntil(new Date('2026-11-22T23:30:00Z'), 'Europe/Amsterdam', 7)).toEqual({
      days: 7,
      first: '2026-11-17',
      today: '2026-11-23',
      previousFirst: '2026-11-10',
      previousLast: '2026-11-16',
    })
  })
})
