import { expect, test } from 'vitest'
import { contrastOf, layOver, readColour } from './colours'

test.each([
  ['#fff', [255, 255, 255], 1],
  ['#F2B632', [242, 182, 50], 1],
  ['#00000080', [0, 0, 0], 128 / 255],
  ['rgba(60, 40, 20, .16)', [60, 40, 20], 0.16],
  ['rgb(60 40 20 / 50%)', [60, 40, 20], 0.5],
  ['transparent', [0, 0, 0], 0],
])('%s is read', (text, rgb, alpha) => {
  expect(readColour(text)).toEqual({ rgb, alpha })
})

test.each(['', 'currentcolor', 'var(--ink)', '#12345', 'rgb(1,2)', 'rgb(a,b,c)'])(
  '%s is not guessed',
  (text) => {
    expect(readColour(text)).toBeNull()
  },
)

test('contrast is that of WCAG 2', () => {
  const colour = (text: string) =>
    readColour(text) ?? { rgb: [0, 0, 0] as [number, number, number], alpha: 1 }
  expect(contrastOf(colour('#000000'), colour('#ffffff'))).toBe(21)
  expect(contrastOf(colour('#777777'), colour('#FFFFFF'))).toBeCloseTo(4.48, 2)
  expect(contrastOf(layOver(colour('#00000080'), colour('#fff')), colour('#fff'))).toBeCloseTo(4.0, 1)
})
