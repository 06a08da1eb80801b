import { newId } from '@/core/platform/ids'
import type { Db } from '../client'
import { qrScans } from '../schema/qr-codes'
import { type Arrival, timeOfDay } from './arrivals'
import { arrivals, chanceOf } from './chance'
import { demoSources } from './story'
import type { Teller } from './teller'

/** Rows of one statement. */
const chunk = 2_000

/** Everybody who looked at a code: those who signed up a little before, and those who walked on. */
export async function addScans(
  teller: Teller,
  qrCodes: Record<string, string>,
  people: readonly Arrival[],
): Promise<number> {
  const { calendar, brand } = teller
  const scans: { qrCodeId: string; at: Date; views: number }[] = []
  for (const { key, scansPerDay = 0, from, until } of demoSources) {
    const qrCodeId = qrCodes[key]
    if (!qrCodeId) continue
    for (let daysAgo = from; daysAgo >= until; daysAgo--) {
      const chance = chanceOf(`scans ${key} ${daysAgo}`)
      const isWeekend = calendar.weekday(daysAgo) >= 5
      const count = arrivals(chance, scansPerDay * (isWeekend ? 1.25 : 0.9))
      for (let index = 0; index < count; index++)
        // With bad reception in the shop some give up before the page is there.
        scans.push({ qrCodeId, at: calendar.at(daysAgo, timeOfDay(chance)), views: chance() < 0.93 ? 1 : 0 })
    }
  }
  for (const { source, person, at } of people) {
    const qrCodeId = qrCodes[source.key]
    const before = 15_000 + chanceOf(`scan ${person.phoneE164}`)() * 90_000
    if (qrCodeId) scans.push({ qrCodeId, at: new Date(at.getTime() - before), views: 1 })
  }
  const past = scans.filter(({ at }) => at < calendar.now).sort((a, b) => Number(a.at) - Number(b.at))
  const db: Db = teller.db
  for (let start = 0; start < past.length; start += chunk) {
    const rows = past.slice(start, start + chunk)
    await db
      .insert(qrScans)
      .values(rows.map((scan) => ({ ...scan, brandId: brand.brandId, id: newId(scan.at) })))
  }
  return past.length
}
