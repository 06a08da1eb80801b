import { newId } from '@/core/platform/ids'
import type { Db } from '../client'
import { linkClicks } from '../schema/links'
import { chanceOf, delayMs } from './chance'
import type { DemoCampaign } from './story'
import type { RawStatus, Sent } from './wire'

const hour = 3_600_000

type Click = { messageId: string; at: Date }

/** When the reader of a message opened its link: soon after reading or never, a few of them once more in the evening. */
export function clicksOf(plan: DemoCampaign, sent: Sent, statuses: readonly RawStatus[]): Click[] {
  const read = statuses.find(({ status }) => status === 'read')
  const chance = chanceOf(`click ${plan.name} ${sent.toE164}`)
  if (!read || chance() > (plan.clicks ?? 0)) return []
  const first = Number(read.timestamp) * 1000 + 4_000 + Math.min(delayMs(chance, 25_000), 2 * hour)
  const again = chance() < 0.15 ? [first + delayMs(chance, 5 * hour)] : []
  return [first, ...again].map((at) => ({ messageId: sent.messageId, at: new Date(at) }))
}

/** Writes down the clicks of a campaign that have happened by now. */
export async function writeClicks(
  db: Db,
  { brandId, campaignId, now }: { brandId: string; campaignId: string; now: Date },
  clicks: readonly Click[],
): Promise<void> {
  const rows = clicks
    .filter(({ at }) => at < now)
    .map(({ messageId, at }) => ({ brandId, id: newId(at), campaignId, messageId, button: 0, at }))
  if (rows.length > 0) await db.insert(linkClicks).values(rows)
}
