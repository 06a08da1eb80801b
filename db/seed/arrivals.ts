import type { Calendar } from './calendar'
import { historyDays } from './calendar'
import { arrivals, type Chance, chanceOf, pickWeighted } from './chance'
import { type KnownPerson, knownPerson, makePeople, type Person } from './people'
import { type DemoSource, demoSources } from './story'

/** Somebody ticks the box. */
export type Arrival = {
  person: Person
  source: DemoSource
  at: Date
  confirms: boolean
}

/** Monday to Sunday: the shop is closed on Sunday and Monday, and full on Saturday. */
const rhythm = [0.62, 0.92, 1, 1.02, 1.14, 1.72, 0.56]

/** A street market, rain that sent everybody to the workshop, a school holiday. Days ago. */
const specialDays = new Map([
  [8, 1.9],
  [22, 1.35],
  [43, 1.5],
  [71, 1.45],
  [99, 0.5],
  [100, 0.5],
  [134, 1.6],
])

/** Hours of the day by how many come in them. */
const hours = [
  { hour: 8, weight: 3 },
  { hour: 9, weight: 7 },
  { hour: 10, weight: 10 },
  { hour: 11, weight: 12 },
  { hour: 12, weight: 12 },
  { hour: 13, weight: 11 },
  { hour: 14, weight: 11 },
  { hour: 15, weight: 12 },
  { hour: 16, weight: 13 },
  { hour: 17, weight: 10 },
  { hour: 18, weight: 4 },
  { hour: 19, weight: 4 },
  { hour: 20, weight: 5 },
  { hour: 21, weight: 4 },
  { hour: 22, weight: 2 },
]

export function timeOfDay(chance: Chance): string {
  const { hour } = pickWeighted(chance, hours)
  return `${hour}:${Math.floor(chance() * 60)}:${Math.floor(chance() * 60)}`
}

/** From 9 a day in the beginning to 18 now. */
const growth = (daysAgo: number) => 9 + 9 * (1 - daysAgo / historyDays) ** 1.2

/** Everybody who signed up in half a year, about 2,400, and those of the pictures in the last days. */
export function listArrivals(calendar: Calendar): Arrival[] {
  const slots: { daysAgo: number; time: string; source: DemoSource; confirms: boolean }[] = []
  for (let daysAgo = historyDays - 1; daysAgo >= 0; daysAgo--) {
    const chance = chanceOf(`day ${daysAgo}`)
    const expected =
      growth(daysAgo) * (rhythm[calendar.weekday(daysAgo)] as number) * (specialDays.get(daysAgo) ?? 1)
    const open = demoSources
      .filter((source) => daysAgo <= source.from && daysAgo >= source.until)
      .map((source) => ({ source, weight: source.share }))
    const count = arrivals(chance, expected)
    for (let index = 0; index < count; index++) {
      const { source } = pickWeighted(chance, open)
      slots.push({ daysAgo, time: timeOfDay(chance), source, confirms: chance() < source.confirms })
    }
  }
  const people = makePeople(slots.length)
  const anonymous = slots.map(
    ({ daysAgo, time, source, confirms }, index): Arrival => ({
      person: people[index] as Person,
      source,
      confirms,
      at: calendar.at(daysAgo, time),
    }),
  )
  return [...anonymous, ...listKnown(calendar)].filter((arrival) => arrival.at < calendar.now)
}

/** The people of the pictures, where and when the pictures have them. */
function listKnown(calendar: Calendar): Arrival[] {
  const from = (key: string) => demoSources.find((source) => source.key === key) as DemoSource
  const recently = (minutes: number) => new Date(calendar.now.getTime() - minutes * 60_000)
  const arrive = (key: KnownPerson, source: string, at: Date, confirms = true): Arrival => ({
    person: knownPerson(key),
    source: from(source),
    at,
    confirms,
  })
  return [
    arrive('lotte', 'shop-window', recently(19), false),
    arrive('iris', 'page', recently(74), false),
    arrive('sanne', 'shop-window', calendar.at(1, '15:04:42')),
    arrive('youssef', 'checkout', calendar.at(1, '13:31:07')),
    arrive('priya', 'page', calendar.at(1, '11:52:30')),
    arrive('zeynep', 'page', calendar.at(2, '16:18:09')),
    arrive('daan', 'receipt', calendar.at(2, '14:02:51')),
    arrive('mehmet', 'page', calendar.at(2, '10:47:13')),
    arrive('noor', 'checkout', calendar.at(3, '20:26:40')),
    arrive('ruben', 'counter', calendar.at(3, '15:11:02')),
    arrive('thijs', 'receipt', calendar.at(4, '12:09:33')),
    arrive('femke', 'ferry', calendar.at(101, '17:22:15')),
    arrive('joris', 'ferry', calendar.at(109, '08:41:56')),
  ]
}
