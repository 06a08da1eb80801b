import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Feedback, measure, nextScore, type Score } from './quality'

const hourMs = 3_600_000
const none: Feedback = {
  hour: 0,
  delivered: 0,
  read: 0,
  stopped: 0,
  switched: 0,
  muted: 0,
  blocked: 0,
  reported: 0,
}
const hour = (change: Partial<Feedback>): Feedback => ({ ...none, ...change })
const scoreOf = (hours: Feedback[], current: Score = 'UNKNOWN', now = hourMs) =>
  nextScore(current, measure(hours, now))

describe('the quality of a template', () => {
  it.each<[string, Partial<Feedback>, Score]>([
    ['too few deliveries', { delivered: 40, blocked: 20 }, 'UNKNOWN'],
    ['no complaints', { delivered: 2000, read: 1600 }, 'GREEN'],
    ['a usual share of stops', { delivered: 2000, read: 1600, stopped: 12, blocked: 2 }, 'GREEN'],
    ['blocks by one in 100', { delivered: 2000, read: 1600, blocked: 20 }, 'YELLOW'],
    ['blocks by one in 40', { delivered: 2000, read: 1600, blocked: 50 }, 'RED'],
    ['reports by one in 100', { delivered: 2000, read: 1600, reported: 20 }, 'RED'],
    ['many who use the stop button', { delivered: 2000, read: 1600, stopped: 120 }, 'YELLOW'],
    ['many who switch offers off', { delivered: 2000, read: 1600, switched: 90 }, 'RED'],
  ])('after %s is as documented', (_what, feedback, score) => {
    expect(scoreOf([hour(feedback)])).toBe(score)
  })

  it('counts the newest most and forgets after 7 days', () => {
    const blocks = [hour({ delivered: 1000, blocked: 30 })]
    const good = (at: number) => hour({ hour: at, delivered: 3000, read: 2400 })
    expect(scoreOf(blocks)).toBe('RED')
    // The same week, the blocks first or last.
    const day = 24 * hourMs
    const early = [hour({ delivered: 1000, blocked: 30 }), good(6 * day)]
    const late = [good(0), hour({ hour: 6 * day, delivered: 1000, blocked: 30 })]
    const badness = (hours: Feedback[]) => measure(hours, 6 * day + hourMs).badness
    expect(badness(late)).toBeGreaterThan(badness(early) * 1.4)
    expect(measure(blocks, 7 * day).deliveries).toBe(0)
  })

  it('loses when hardly anybody reads, but not on the day of sending', () => {
    const unread = [hour({ delivered: 3000, read: 30, stopped: 18, blocked: 6 })]
    expect(scoreOf(unread, 'GREEN', hourMs)).toBe('GREEN')
    expect(scoreOf(unread, 'GREEN', 25 * hourMs)).toBe('YELLOW')
  })

  it('comes back from red and yellow only when it is clearly better', () => {
    const at = (badness: number) => ({ deliveries: 1000, badness })
    expect(nextScore('GREEN', at(0.008))).toBe('GREEN')
    expect(nextScore('YELLOW', at(0.008))).toBe('YELLOW')
    expect(nextScore('YELLOW', at(0.005))).toBe('GREEN')
    expect(nextScore('YELLOW', at(0.015))).toBe('YELLOW')
    expect(nextScore('RED', at(0.015))).toBe('RED')
    expect(nextScore('RED', at(0.012))).toBe('YELLOW')
    expect(nextScore('RED', at(0.004))).toBe('GREEN')
  })

  it('never gets better by one more complaint', () => {
    const counts = fc.integer({ min: 0, max: 3000 })
    const rank = { GREEN: 0, UNKNOWN: 1, YELLOW: 2, RED: 3 }
    fc.assert(
      fc.property(
        fc.record({ delivered: counts, read: counts, stopped: counts, blocked: counts, reported: counts }),
        fc.constantFrom('stopped' as const, 'switched' as const, 'muted' as const, 'blocked' as const),
        fc.constantFrom<Score>('GREEN', 'YELLOW', 'RED'),
        (feedback, kind, current) => {
          const one = hour(feedback)
          const worse = { ...one, [kind]: one[kind] + 1 }
          expect(rank[scoreOf([worse], current)]).toBeGreaterThanOrEqual(rank[scoreOf([one], current)])
        },
      ),
    )
  })
})
