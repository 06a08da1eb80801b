import { describe, expect, it } from 'vitest'
import { addLoad, annoyanceOf, type Load, stillRead } from './mood'

const day = 86_400_000

/** How annoying the last of `count` offers is, one every `everyDays`. */
function annoyedBy(everyDays: number, count: number, category = 'MARKETING', pushiness = 0): number {
  let load: Load = { load: 0, load_at: 0 }
  for (let nth = 0; nth < count; nth += 1) load = addLoad(load, category, nth * everyDays * day)
  return annoyanceOf({ category, pushiness, load: load.load })
}

describe('how annoying an offer is', () => {
  it('is 1 for an ordinary offer once a week, for as long as it goes on', () => {
    expect(annoyedBy(7, 1)).toBe(1)
    expect(annoyedBy(7, 52)).toBe(1)
  })

  it('grows when offers come more often', () => {
    expect(annoyedBy(3, 30)).toBeGreaterThan(1)
    expect(annoyedBy(1, 30)).toBeGreaterThan(4)
    expect(annoyedBy(0.5, 30)).toBeGreaterThan(annoyedBy(1, 30) * 2)
  })

  it('wears off when the business keeps quiet', () => {
    let load: Load = { load: 12, load_at: 0 }
    load = addLoad(load, 'MARKETING', 30 * day)
    expect(annoyanceOf({ category: 'MARKETING', pushiness: 0, load: load.load })).toBe(1)
  })

  it('grows with a pushy text, and hardly exists for what people asked for', () => {
    expect(annoyedBy(7, 1, 'MARKETING', 1)).toBe(6)
    expect(annoyedBy(1, 20, 'UTILITY')).toBeLessThan(0.2)
    expect(annoyanceOf({ category: undefined, pushiness: 1, load: 9 })).toBe(0)
  })

  it('keeps people from reading, but never all of them', () => {
    expect(stillRead(1)).toBe(1)
    expect(stillRead(0)).toBe(1)
    expect(stillRead(6)).toBeCloseTo(0.75)
    expect(stillRead(1000)).toBe(0.3)
  })
})
