import { describe, expect, it } from 'vitest'
import type { Content } from '../store/messages'
import { type Behaviour, usualBehaviour } from '../store/options'
import { type Course, courseOf } from './behaviour'
import { personOf, phoneOnAt, usernameOf } from './person'

const content: Content = {
  body: 'Hoi',
  buttons: [
    { kind: 'url', text: 'Bekijk', url: 'https://shop.example' },
    { kind: 'quick_reply', text: 'Stoppen', payload: 'OUT' },
  ],
}
type Cast = {
  seed?: number
  nth?: number
  annoyance?: number
  behaviour?: Partial<Behaviour>
  content?: Content
}

function courses(cast: Cast = {}, count = 8000): Course[] {
  const seed = cast.seed ?? 1
  const behaviour = { ...usualBehaviour, ...cast.behaviour }
  return Array.from({ length: count }, (_, index) => {
    const peer = `316${10_000_000 + index}`
    return courseOf(seed, behaviour, personOf(seed, peer, behaviour, 'Sanne de Wit'), {
      peer,
      subject: 'lichten_aan',
      nth: cast.nth ?? 1,
      content: cast.content ?? content,
      annoyance: cast.annoyance ?? 1,
      sentAt: 1_780_000_000_000,
    })
  })
}
const reactions = (all: Course[]) =>
  all.flatMap((course) => (course.onWhatsApp ? (course.reaction ?? []) : []))
const leaves = (all: Course[]) =>
  reactions(all).filter(
    (reaction) =>
      ['switch', 'mute', 'block', 'report'].includes(reaction.kind) ||
      (reaction.kind === 'press' && reaction.index === 1) ||
      (reaction.kind === 'text' && /stop|afmeld/i.test(reaction.text)),
  )
const share = (some: unknown[], all: unknown[]) => some.length / all.length

describe('simulated customers', () => {
  it('do the same with the same seed, and something else with another', () => {
    expect(courses({ seed: 1 }, 300)).toEqual(courses({ seed: 1 }, 300))
    expect(courses({ seed: 1 }, 300)).not.toEqual(courses({ seed: 2 }, 300))
  })

  it('behave in the shares that were set', () => {
    const all = courses({ seed: 3 }, 20_000)
    const there = all.filter((course) => course.onWhatsApp)
    expect(1 - share(there, all)).toBeCloseTo(0.01, 2)
    expect(
      share(
        there.filter((course) => course.readAfterMs !== undefined),
        there,
      ),
    ).toBeCloseTo(0.8, 1)
    expect(share(leaves(all), all)).toBeGreaterThan(0.0045)
    expect(share(leaves(all), all)).toBeLessThan(0.0075)
    expect(
      share(
        reactions(all).filter(({ kind }) => kind === 'open'),
        all,
      ),
    ).toBeCloseTo(0.08, 1)
    const soon = there.filter((course) => course.deliverAfterMs <= 3000)
    expect(share(soon, there)).toBeGreaterThan(0.99)
    for (const course of there) expect(course.deliverAfterMs).toBeGreaterThanOrEqual(300)
  })

  it('are on WhatsApp or not for every message alike', () => {
    const absent = (nth: number) => courses({ seed: 4, nth }).map((course) => course.onWhatsApp)
    expect(absent(1)).toEqual(absent(9))
  })

  it('leave in greater numbers and greater anger the more a message annoys them', () => {
    const calm = courses({ annoyance: 1 })
    const tired = courses({ annoyance: 10 })
    expect(leaves(tired).length).toBeGreaterThan(leaves(calm).length * 5)
    const angry = (all: Course[]) =>
      share(
        leaves(all).filter(({ kind }) => kind === 'block' || kind === 'report'),
        leaves(all),
      )
    expect(angry(tired)).toBeGreaterThan(angry(calm) * 1.5)
    const readers = (all: Course[]) =>
      all.filter((course) => course.onWhatsApp && course.readAfterMs !== undefined)
    expect(readers(tired).length).toBeLessThan(readers(calm).length * 0.8)
  })

  it('block and report sooner where there is no stop button', () => {
    const bare = courses({ annoyance: 10, content: { body: 'Hoi' } })
    const blocks = (all: Course[]) => leaves(all).filter(({ kind }) => kind === 'block' || kind === 'report')
    expect(blocks(bare).length).toBeGreaterThan(blocks(courses({ annoyance: 10 })).length)
    expect(reactions(bare).some(({ kind }) => kind === 'press')).toBe(false)
  })

  it('all read, and nobody leaves, where everybody is prompt', () => {
    const all = courses({
      behaviour: {
        readShare: 1,
        stopShare: 0,
        replyShare: 0,
        openShare: 0,
        failShare: 0,
        offShare: 0,
        moveShare: 0,
      },
    })
    expect(all.every((course) => course.onWhatsApp && course.readAfterMs !== undefined)).toBe(true)
    expect(reactions(all)).toEqual([])
  })

  it('never read at all for some, whatever is sent', () => {
    const readers = (nth: number) =>
      new Set(
        courses({ nth }, 2000).flatMap((course, index) =>
          course.onWhatsApp && course.readAfterMs ? [index] : [],
        ),
      )
    const ever = new Set(Array.from({ length: 12 }, (_, nth) => [...readers(nth + 1)]).flat())
    expect(2000 - ever.size).toBeGreaterThan(60)
    expect(2000 - ever.size).toBeLessThan(180)
  })
})

describe('a phone that is often off', () => {
  it('is on again after four days at most, and then stays on for days', () => {
    const day = 86_400_000
    for (let hour = 0; hour < 24 * 60; hour += 1) {
      const now = 1_780_000_000_000 + hour * 3_600_000
      const onAt = phoneOnAt(1, '31612345678', now)
      expect(onAt).toBeGreaterThanOrEqual(now)
      expect(onAt - now).toBeLessThanOrEqual(4 * day)
      expect(phoneOnAt(1, '31612345678', onAt)).toBe(onAt)
    }
  })

  it('delivers late', () => {
    const late = courses({ behaviour: { offShare: 1 } }).filter(
      (course) => course.onWhatsApp && course.deliverAfterMs > 3_600_000,
    )
    expect(late.length).toBeGreaterThan(1000)
  })
})

it('makes a username of a name', () => {
  expect(usernameOf('Noël van der Meer', '31612345678')).toMatch(/^noel\.vandermeer\d{1,2}$/)
})
