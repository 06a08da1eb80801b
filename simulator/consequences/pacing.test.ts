import { describe, expect, it } from 'vitest'
import { assess, assessedAfterMs, isPaced } from './pacing'

describe('pacing', () => {
  it.each([
    [
      'a new marketing template',
      { category: 'MARKETING', score: 'UNKNOWN', pauses: 0, pacing: 'open' },
      true,
    ],
    ['a yellow one', { category: 'MARKETING', score: 'YELLOW', pauses: 0, pacing: 'open' }, true],
    ['a green one', { category: 'MARKETING', score: 'GREEN', pauses: 0, pacing: 'open' }, false],
    [
      'one that was looked at',
      { category: 'MARKETING', score: 'UNKNOWN', pauses: 0, pacing: 'passed' },
      false,
    ],
    ['a new utility template', { category: 'UTILITY', score: 'UNKNOWN', pauses: 0, pacing: 'open' }, false],
    [
      'a utility template after a pause',
      { category: 'UTILITY', score: 'UNKNOWN', pauses: 1, pacing: 'open' },
      true,
    ],
    ['a code', { category: 'AUTHENTICATION', score: 'UNKNOWN', pauses: 1, pacing: 'open' }, false],
  ] as const)('%s is paced as documented', (_what, template, paced) => {
    expect(isPaced(template)).toBe(paced)
  })

  it('decides within the hour', () => {
    for (let nth = 0; nth < 200; nth += 1) {
      const after = assessedAfterMs(1, '12', nth) / 60_000
      expect(after).toBeGreaterThanOrEqual(20)
      expect(after).toBeLessThanOrEqual(50)
    }
    expect(assessedAfterMs(1, '12', 3)).toBe(assessedAfterMs(1, '12', 3))
  })

  it.each([
    ['good feedback', { deliveries: 400, badness: 0.004 }, 'release'],
    ['bad feedback', { deliveries: 400, badness: 0.012 }, 'drop'],
    ['next to no feedback', { deliveries: 3, badness: 0.03 }, 'release'],
  ] as const)('after %s it does the right thing', (_what, measured, verdict) => {
    expect(assess(measured)).toBe(verdict)
  })
})
