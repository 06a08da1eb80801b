import type { ConsentKind, ConsentMethod, SourceKind } from '../../states'
import { type Chance, pick, pickWeighted } from '../chance'
import type { ScaleBrand, ScalePage } from './brand'

export const dayMs = 86_400_000

/** One row of the ledger, before it has an id. */
export type ScaleEvent = {
  topicId: string
  kind: ConsentKind
  method: ConsentMethod
  at: Date
  sourceKind: SourceKind
  page: ScalePage | null
  qrCodeId: string | null
  campaignId: string | null
}

export type ScaleCampaign = { id: string; at: Date; topicId: string }

export type History = { joinedAt: Date; events: ScaleEvent[] }

const channels = [
  { kind: 'landing_page', weight: 72 },
  { kind: 'import', weight: 12 },
  { kind: 'in_person', weight: 9 },
  { kind: 'staff', weight: 7 },
] as const

type Crowd = Pick<ScaleBrand, 'topics' | 'pages'> & { campaigns: ScaleCampaign[]; now: Date }

/**
 * What one person did, oldest first: a tick for some topics, mostly a confirmation, and for some a goodbye, half of the
 * time as the answer to a campaign.
 * @param wanted how many events the crowd still owes its total, up to this person; more than a person needs makes them
 * tick for more topics.
 */
export function historyOf(joinedAt: Date, wanted: number, chance: Chance, crowd: Crowd): History {
  const { kind } = pickWeighted(chance, channels)
  const page = kind === 'landing_page' ? pick(chance, crowd.pages) : null
  const source = {
    sourceKind: kind as SourceKind,
    page,
    qrCodeId: page && chance() < 0.55 ? pick(chance, page.qrCodeIds) : null,
  }
  const [offers, news, service] = crowd.topics.map((topic) => topic.id) as [string, string, string]
  const more = wanted > 3
  const ticked = [chance() < 0.85 ? offers : service]
  if (chance() < (more ? 0.55 : 0.15)) ticked.push(news)
  if (!ticked.includes(service) && chance() < (more ? 0.2 : 0.04)) ticked.push(service)

  const events: ScaleEvent[] = []
  const act = (kind: ConsentKind, method: ConsentMethod, at: Date, rest: Partial<ScaleEvent> = {}) => {
    if (at > crowd.now) return
    for (const topicId of ticked)
      events.push({ topicId, kind, method, at, ...source, campaignId: null, ...rest })
  }
  if (kind === 'import') act('imported', 'staff_entry', joinedAt)
  else act('given', kind === 'staff' ? 'staff_entry' : 'tick', joinedAt)

  const luck = chance()
  if (luck < 0.1) {
    act('expired', 'timeout', new Date(joinedAt.getTime() + 2 * dayMs))
    return { joinedAt, events }
  }
  const confirmedAt = new Date(joinedAt.getTime() + Math.round(30_000 + chance() ** 4 * 40 * 3_600_000))
  act('confirmed', 'message', confirmedAt)
  if (luck < 0.28 && confirmedAt < crowd.now) goodbye(chance, crowd, { ticked, confirmedAt, act })
  return { joinedAt, events }
}

type Leaving = {
  ticked: string[]
  confirmedAt: Date
  act: (kind: ConsentKind, method: ConsentMethod, at: Date, rest: Partial<ScaleEvent>) => void
}

function goodbye(chance: Chance, crowd: Crowd, { ticked, confirmedAt, act }: Leaving): void {
  const thread = { sourceKind: 'whatsapp_thread' as const, page: null, qrCodeId: null }
  const heard = crowd.campaigns.filter(
    (campaign) => campaign.at > confirmedAt && ticked.includes(campaign.topicId),
  )
  if (heard.length > 0 && chance() < 0.5) {
    const campaign = pick(chance, heard)
    const at = new Date(campaign.at.getTime() + Math.round(60_000 + chance() ** 3 * 5 * dayMs))
    act('withdrawn', chance() < 0.7 ? 'keyword' : 'button', at, { ...thread, campaignId: campaign.id })
    return
  }
  const left = crowd.now.getTime() - confirmedAt.getTime()
  const at = new Date(confirmedAt.getTime() + Math.round(chance() ** 2 * left))
  if (chance() < 0.8) act('withdrawn', 'keyword', at, thread)
  else act('withdrawn', 'staff_entry', at, { sourceKind: 'staff', page: null, qrCodeId: null })
}

/** A second tick for the same topic: harmless, and what makes the total come out even. */
export function tickAgain(history: History, now: Date): ScaleEvent {
  const first = history.events[0] as ScaleEvent
  const last = history.events.at(-1) as ScaleEvent
  return { ...first, at: new Date(Math.min(now.getTime(), last.at.getTime() + 60_000)), campaignId: null }
}
