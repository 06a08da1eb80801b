import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languageCode, qualityAfter, qualitySpans, statusAfter } from './life-cycle'

const day = (n: number) => new Date(Date.UTC(2026, 9, n))
const event = (kind: string, previous: string | null, current: string, at: Date) => ({
  kind,
  previous,
  current,
  at,
  reason: null,
})

describe('the timeline', () => {
  test('a rating holds until the next one, and a pause covers it', () => {
    const events = [
      event('quality', 'GREEN', 'YELLOW', day(5)),
      event('quality', 'YELLOW', 'RED', day(8)),
      event('status', 'APPROVED', 'PAUSED', day(9)),
      event('status', 'PAUSED', 'APPROVED', day(10)),
      event('quality', 'RED', 'GREEN', day(12)),
    ]
    const spans = qualitySpans(events, { status: 'APPROVED', qualityScore: 'GREEN' }, day(1), day(15))
    expect(spans.map(({ level, from, until }) => [level, from.getUTCDate(), until.getUTCDate()])).toEqual([
      ['GREEN', 1, 5],
      ['YELLOW', 5, 8],
      ['RED', 8, 9],
      ['PAUSED', 9, 10],
      ['RED', 10, 12],
      ['GREEN', 12, 15],
    ])
  })

  test('begins with what held before the first day that is shown', () => {
    const events = [event('status', null, 'APPROVED', day(1)), event('quality', null, 'GREEN', day(2))]
    const spans = qualitySpans(events, { status: 'APPROVED', qualityScore: 'GREEN' }, day(6), day(9))
    expect(spans).toEqual([{ level: 'GREEN', from: day(6), until: day(9), reason: null }])
  })

  test('without any event shows what holds now', () => {
    const spans = qualitySpans([], { status: 'PAUSED', qualityScore: 'RED' }, day(1), day(3))
    expect(spans.map(({ level }) => level)).toEqual(['PAUSED'])
  })

  test('whatever happened, spans join up from the first moment to the last and neighbours differ', () => {
    const anything = fc.array(
      fc.record({
        kind: fc.constantFrom('quality', 'status', 'category'),
        current: fc.constantFrom('GREEN', 'YELLOW', 'RED', 'UNKNOWN', 'APPROVED', 'PAUSED'),
        at: fc.integer({ min: -3, max: 20 }).map(day),
        previous: fc.constant(null),
        reason: fc.constant(null),
      }),
    )
    fc.assert(
      fc.property(anything, (events) => {
        const spans = qualitySpans(events, { status: 'APPROVED', qualityScore: 'GREEN' }, day(1), day(15))
        expect(spans[0]?.from).toEqual(day(1))
        expect(spans.at(-1)?.until).toEqual(day(15))
        spans.forEach((span, nth) => {
          expect(span.until > span.from).toBe(true)
          const next = spans[nth + 1]
          if (!next) return
          expect(next.from).toEqual(span.until)
          expect(next.level).not.toBe(span.level)
        })
      }),
    )
  })
})

test('events name steps, statuses name places', () => {
  expect(
    ['PAUSED', 'REINSTATED', 'UNARCHIVED', 'FLAGGED', 'DISABLED', 'SOMETHING_NEW'].map(statusAfter),
  ).toEqual(['PAUSED', 'APPROVED', 'APPROVED', 'APPROVED', 'DISABLED', 'SOMETHING_NEW'])
  expect(['PENDING', 'na', 'GREEN'].map(qualityAfter)).toEqual(['UNKNOWN', 'UNKNOWN', 'GREEN'])
  expect(languageCode('en-US')).toBe('en_US')
})
