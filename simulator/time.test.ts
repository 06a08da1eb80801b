import { describe, expect, it } from 'vitest'
import { type ClockState, createTime } from './time'

const hour = 3_600_000

function open(kept?: ClockState) {
  const wall = { now: 1_000_000 }
  const saved: ClockState[] = []
  const time = createTime(
    kept,
    (state) => saved.push(state),
    () => wall.now,
  )
  return { wall, saved, time }
}

describe('the simulated clock', () => {
  it('is the real one until somebody changes it', () => {
    const { wall, time } = open()
    expect(time.now()).toBe(1_000_000)
    wall.now += 5000
    expect(time.now()).toBe(1_005_000)
    expect(time.stamp(1_004_000)).toBe(1_004_000)
    expect(time.waitMs(1_006_000)).toBe(1000)
  })

  it.each([1, 60, 3600])('runs %d times as fast, without a jump when the speed changes', (speed) => {
    const { wall, time } = open()
    wall.now += 1234
    const before = time.now()
    time.change({ speed })
    expect(time.now()).toBe(before)
    wall.now += 1000
    expect(time.now()).toBe(before + 1000 * speed)
    expect(time.waitMs(time.now() + speed * 500)).toBe(500)
  })

  it('jumps ahead, and gives webhooks real times that never lie in the future', () => {
    const { wall, time } = open()
    const sentAt = time.now()
    time.change({ skipMs: 30 * 24 * hour })
    expect(time.now()).toBe(sentAt + 30 * 24 * hour)
    const stamps = [sentAt, sentAt + hour, sentAt + 24 * hour, time.now()].map(time.stamp)
    for (const stamp of stamps) expect(stamp).toBeLessThanOrEqual(wall.now)
    expect([...stamps].sort((a, b) => a - b)).toEqual(stamps)
  })

  it('keeps the order and the distances of an accelerated clock in real times', () => {
    const { wall, time } = open()
    time.change({ speed: 60 })
    wall.now += 10_000
    const now = time.now()
    expect(time.stamp(now - 60_000)).toBe(wall.now - 1000)
    expect(time.stamp(now + 60_000)).toBe(wall.now)
  })

  it('stands still when it is stopped, while webhooks tell the real time', () => {
    const { wall, time } = open()
    time.change({ speed: 0 })
    wall.now += 60_000
    expect(time.now()).toBe(1_000_000)
    expect(time.stamp(time.now())).toBe(wall.now)
    expect(time.waitMs(time.now() + 1)).toBe(Number.POSITIVE_INFINITY)
    time.change({ speed: 1 })
    wall.now += 1000
    expect(time.now()).toBe(1_001_000)
  })

  it('gives webhooks simulated times when that was asked for', () => {
    const { time } = open()
    time.change({ skipMs: hour, timestamps: 'simulated' })
    expect(time.stamp(time.now())).toBe(time.now())
  })

  it('shows the instant of what is happening while it happens', () => {
    const { time } = open()
    expect(time.during(500, () => time.now())).toBe(500)
    expect(() =>
      time.during(500, () => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(time.now()).toBe(1_000_000)
  })

  it('goes on where it was after a restart; while it is off time passes at its real pace', () => {
    const first = open()
    first.time.change({ speed: 3600 })
    first.wall.now += 1000
    first.time.keep(true)
    const kept = first.saved.at(-1)
    const second = open(kept)
    second.wall.now = first.wall.now
    expect(
      createTime(
        kept,
        () => {},
        () => first.wall.now + 5000,
      ).now(),
    ).toBe(first.time.now() + 5000)
  })

  it('keeps a jump ahead over a restart', () => {
    const first = open()
    first.time.change({ skipMs: hour })
    const again = createTime(
      first.saved.at(-1),
      () => {},
      () => first.wall.now + 2000,
    )
    expect(again.now()).toBe(first.time.now() + 2000)
  })
})
