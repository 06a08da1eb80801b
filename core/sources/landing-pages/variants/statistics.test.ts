import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceBIsBetter, judgeTest, rateInterval } from './statistics'

/** The same chance by brute force: both densities on a fine grid. */
function byIntegration(a: { views: number; signUps: number }, b: typeof a): number {
  const steps = 4000
  const density = ({ views, signUps }: typeof a) => {
    const logs = Array.from({ length: steps }, (_, i) => {
      const rate = (i + 0.5) / steps
      return signUps * Math.log(rate) + (views - signUps) * Math.log(1 - rate)
    })
    const top = Math.max(...logs)
    const weights = logs.map((log) => Math.exp(log - top))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return weights.map((weight) => weight / sum)
  }
  const [pa, pb] = [density(a), density(b)]
  let [below, chance] = [0, 0]
  pb.forEach((weight, i) => {
    chance += weight * (below + (pa[i] ?? 0) / 2)
    below += pa[i] ?? 0
  })
  return chance
}

describe('the chance that B is better', () => {
  test('is that of two Beta distributions where it is known by hand', () => {
    // Nothing seen: even. One of one against nothing: the larger of Beta(2,1) and a uniform, 2/3.
    expect(chanceBIsBetter({ views: 0, signUps: 0 }, { views: 0, signUps: 0 })).toBeCloseTo(1 / 2, 10)
    expect(chanceBIsBetter({ views: 0, signUps: 0 }, { views: 1, signUps: 1 })).toBeCloseTo(2 / 3, 10)
    expect(chanceBIsBetter({ views: 1, signUps: 1 }, { views: 1, signUps: 0 })).toBeCloseTo(1 / 6, 10)
  })

  test.each([
    [
      { views: 100, signUps: 10 },
      { views: 100, signUps: 15 },
    ],
    [
      { views: 1000, signUps: 40 },
      { views: 1000, signUps: 62 },
    ],
    [
      { views: 900, signUps: 90 },
      { views: 300, signUps: 21 },
    ],
  ])('agrees with brute force for %o and %o', (a, b) => {
    expect(chanceBIsBetter(a, b)).toBeCloseTo(byIntegration(a, b), 4)
  })

  test('both ways round it adds up to certainty', () => {
    const side = fc
      .integer({ min: 1, max: 3000 })
      .chain((views) => fc.record({ views: fc.constant(views), signUps: fc.integer({ min: 0, max: views }) }))
    fc.assert(
      fc.property(side, side, (a, b) => {
        expect(chanceBIsBetter(a, b) + chanceBIsBetter(b, a)).toBeCloseTo(1, 6)
      }),
    )
  })
})

test('the interval is Wilson’s', () => {
  const known = rateInterval({ views: 100, signUps: 10 })
  expect(known?.low).toBeCloseTo(0.0552, 4)
  expect(known?.high).toBeCloseTo(0.1744, 4)
  const none = rateInterval({ views: 10, signUps: 0 })
  expect([none?.low, none?.high]).toEqual([0, expect.closeTo(0.2775, 4)])
  expect(rateInterval({ views: 0, signUps: 0 })).toBeUndefined()
})

test.each([
  [
    'nothing yet',
    { views: 0, signUps: 0 },
    { views: 0, signUps: 0 },
    0,
    'too-early',
    ['views', 'sign-ups', 'days'],
  ],
  ['clear but young', { views: 500, signUps: 20 }, { views: 500, signUps: 60 }, 2, 'too-early', ['days']],
  ['few of one side', { views: 2000, signUps: 90 }, { views: 60, signUps: 9 }, 9, 'too-early', ['views']],
  ['B clearly', { views: 500, signUps: 20 }, { views: 500, signUps: 60 }, 8, 'b-better', []],
  ['A clearly', { views: 500, signUps: 60 }, { views: 500, signUps: 20 }, 8, 'a-better', []],
  ['no difference', { views: 500, signUps: 40 }, { views: 500, signUps: 41 }, 30, 'undecided', []],
  ['more sign-ups than views', { views: 90, signUps: 120 }, { views: 120, signUps: 20 }, 8, 'a-better', []],
] as const)('%s', (_, a, b, days, kind, tooFew) => {
  expect(judgeTest(a, b, days)).toMatchObject({ kind, tooFew })
})
