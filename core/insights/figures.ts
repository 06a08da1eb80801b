import type { OverviewMetric } from './schema'

/** What happened on one day, all sources and templates together. */
export type DayFigures = {
  /** `2026-11-23`, in the brand's zone. */
  day: string
  optIns: number
  confirmed: number
  optOuts: number
  joined: number
  departed: number
  delivered: number
  /** Opt-outs in answer to the messages of that day. */
  answeredWithOptOut: number
}

export type Figure = { value: number | null; before: number | null }

const sum = (days: readonly DayFigures[], key: Exclude<keyof DayFigures, 'day'>): number =>
  days.reduce((total, day) => total + day[key], 0)

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** One metric over some days. Shares are of 0 to 1, and null where there is nothing to divide by. */
export function figureOf(
  metric: Exclude<OverviewMetric, 'subscribers'>,
  days: readonly DayFigures[],
): number | null {
  switch (metric) {
    case 'optIns':
    case 'optOuts':
      return sum(days, metric)
    case 'confirmed':
      return share(sum(days, 'confirmed'), sum(days, 'optIns'))
    case 'optOutsPerDelivered':
      return share(sum(days, 'answeredWithOptOut'), sum(days, 'delivered'))
  }
}

export type Summary = Record<OverviewMetric, Figure>

/**
 * The tiles: this period beside the one before, from the same days that the chart draws.
 * @param before the days before, as many; @param subscribersBefore how many there were when `before` began
 */
export function summarise(
  current: readonly DayFigures[],
  before: readonly DayFigures[],
  subscribersBefore: number,
): Summary {
  const then = subscribersBefore + sum(before, 'joined') - sum(before, 'departed')
  const pair = (metric: Exclude<OverviewMetric, 'subscribers'>): Figure => ({
    value: figureOf(metric, current),
    before: figureOf(metric, before),
  })
  return {
    subscribers: { value: then + sum(current, 'joined') - sum(current, 'departed'), before: then },
    optIns: pair('optIns'),
    confirmed: pair('confirmed'),
    optOuts: pair('optOuts'),
    optOutsPerDelivered: pair('optOutsPerDelivered'),
  }
}

/** One metric day by day; subscribers are how many there were at the end of the day. */
export function seriesOf(
  metric: 'subscribers' | 'optIns' | 'optOuts',
  days: readonly DayFigures[],
  subscribersBefore: number,
): (number | null)[] {
  if (metric !== 'subscribers') return days.map((day) => figureOf(metric, [day]))
  let standing = subscribersBefore
  return days.map((day) => {
    standing += day.joined - day.departed
    return standing
  })
}

/** A share over the 7 days up to each day: one day alone has too few people, or no campaign at all. */
export function rollingShare(
  metric: 'confirmed' | 'optOutsPerDelivered',
  earlier: readonly DayFigures[],
  days: readonly DayFigures[],
): (number | null)[] {
  const all = [...earlier, ...days]
  return days.map((_, index) => {
    const end = earlier.length + index + 1
    return figureOf(metric, all.slice(Math.max(0, end - 7), end))
  })
}
