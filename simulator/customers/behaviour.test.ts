import { describe, expect, it } from 'vitest'
import { usualBehaviour } from '../store/options'
import { courseOf } from './behaviour'

const content = {
  body: 'Hoi',
  buttons: [
    { kind: 'url', text: 'Bekijk', url: 'https://shop.example' },
    { kind: 'quick_reply', text: 'Stoppen', payload: 'OUT' },
  ] as const,
}
const courses = (seed: number, nth = 1, count = 8000) =>
  Array.from({ length: count }, (_, index) =>
    courseOf(seed, usualBehaviour, {
      peer: `316${10_000_000 + index}`,
      subject: 'lichten_aan',
      nth,
      content: { ...content, buttons: [...content.buttons] },
    }),
  )

describe('simulated customers', () => {
  it('do the same with the same seed, and something else with another', () => {
    expect(courses(1, 1, 300)).toEqual(courses(1, 1, 300))
    expect(courses(1, 1, 300)).not.toEqual(courses(2, 1, 300))
  })

  it('behave in the shares that were set', () => {
    const all = courses(3)
    const share = (count: number) => count / all.length
    const there = all.filter((course) => course.onWhatsApp)
    expect(share(all.length - there.length)).toBeCloseTo(0.01, 2)
    expect(share(there.filter((course) => course.readAfterMs !== undefined).length)).toBeCloseTo(0.79, 1)
    const stops = there.filter(
      (course) => course.reaction?.kind === 'button' || /stop|afmeld/i.test(course.reaction?.text ?? ''),
    )
    expect(share(stops.length)).toBeGreaterThan(0.004)
    expect(share(stops.length)).toBeLessThan(0.008)
    for (const course of there) {
      expect(course.deliverAfterMs).toBeGreaterThanOrEqual(300)
      expect(course.deliverAfterMs).toBeLessThanOrEqual(3000)
      if (course.reaction?.kind === 'button') expect(course.reaction.index).toBe(1)
    }
  })

  it('are on WhatsApp or not for every message alike', () => {
    const absent = (nth: number) => courses(4, nth).map((course) => course.onWhatsApp)
    expect(absent(1)).toEqual(absent(9))
  })
})
