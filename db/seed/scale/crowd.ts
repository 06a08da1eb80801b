import { sealEvidence } from '@/core/consent/evidence'
import { foldAll } from '@/core/consent/rules'
import { suppressionHash } from '@/core/consent/suppression-hash'
import { newDataKey } from '@/core/platform/crypto'
import { newId } from '@/core/platform/ids'
import { type Chance, chanceOf } from '../chance'
import type { ScaleBrand } from './brand'
import { copyLine } from './copy'
import { dayMs, type History, historyOf, type ScaleCampaign, type ScaleEvent, tickAgain } from './history'
import { leadingConsent } from './leading-consent'
import { type Traits, traitsOf } from './traits'

/** The columns that are filled, by table, in the order in which tables point at each other. */
export const columns = {
  subscribers: [
    ...[
      'brand_id',
      'id',
      'phone_e164',
      'phone_hash',
      'country',
      'language',
      'name',
      'service_window_until',
      'created_at',
    ],
    ...['tags', 'attributes', 'consent_state', 'consent_is_marketing', 'source_kind', 'source_page_id'],
    'source_qr_code_id',
  ],
  subscriber_keys: ['brand_id', 'subscriber_id', 'wrapped_key'],
  consent_events: [
    ...['brand_id', 'id', 'subscriber_id', 'topic_id', 'kind', 'method', 'at', 'recorded_at', 'source_kind'],
    ...['landing_page_version_id', 'wording_id', 'language', 'qr_code_id', 'campaign_id', 'actor_type'],
    ...['actor_id', 'evidence_commitment'],
  ],
  consent_evidence: ['brand_id', 'event_id', 'subscriber_id', 'sealed'],
  consent_states: [
    ...[
      'brand_id',
      'subscriber_id',
      'topic_id',
      'state',
      'since',
      'given_at',
      'confirmed_at',
      'withdrawn_at',
    ],
    ...['source_kind', 'landing_page_version_id', 'qr_code_id', 'last_event_id'],
  ],
} as const

export type Lines = Record<keyof typeof columns, string[]>
export const noLines = (): Lines => ({
  subscribers: [],
  subscriber_keys: [],
  consent_events: [],
  consent_evidence: [],
  consent_states: [],
})

/** How long ago the first of the crowd joined. */
export const crowdDays = 730

export type Crowd = {
  brand: ScaleBrand
  campaigns: ScaleCampaign[]
  people: number
  events: number
  now: Date
}

/**
 * The crowd, one person after the other in the order of joining, always the same for the same size; only ids and keys
 * differ. Every event has evidence under the person's own key, and the states are the fold of the events.
 */
export function makeCrowd(crowd: Crowd): {
  add: (index: number, lines: Lines) => void
  written: () => number
} {
  const { people, events, now } = crowd
  let written = 0
  return {
    written: () => written,
    add(index, lines) {
      const chance = chanceOf(`scale ${index}`)
      // More and more people a day, as a brand that grows.
      const ago = (1 - ((index + chance()) / people) ** 0.6) * crowdDays * dayMs
      const joinedAt = new Date(now.getTime() - Math.round(ago))
      const owed = Math.round(((index + 1) / people) * events) - written
      const history = historyOf(joinedAt, owed, chance, { ...crowd.brand, ...crowd })
      // The last ones pay what is still owed, so that the total is the one that was asked for.
      const isLate = index >= people * 0.99
      while (isLate && history.events.length < Math.min(owed, 12))
        history.events.push(tickAgain(history, now))
      written += history.events.length
      addPerson(crowd, traitsOf(index, chance, now), history, chance, lines)
    },
  }
}

function addPerson({ brand }: Crowd, traits: Traits, history: History, chance: Chance, lines: Lines): void {
  const { brandId } = brand
  const id = newId(history.joinedAt)
  const { key, wrapped } = newDataKey()
  const language = traits.language === 'nl' ? 'nl' : 'en'
  const folded = new Map<string, ReturnType<typeof foldable>[]>()
  for (const event of history.events) {
    const eventId = newId(event.at)
    const { sealed, commitment } = sealEvidence(key, evidenceOf(event, traits, chance))
    const by = actorOf(event, id, brand)
    lines.consent_events.push(
      copyLine([
        ...[
          brandId,
          eventId,
          id,
          event.topicId,
          event.kind,
          event.method,
          event.at,
          event.at,
          event.sourceKind,
        ],
        ...[
          event.page?.versionId ?? null,
          event.page?.wordings[language] ?? null,
          event.page ? language : null,
        ],
        ...[event.qrCodeId, event.campaignId, by.type, by.id, commitment],
      ]),
    )
    lines.consent_evidence.push(copyLine([brandId, eventId, id, sealed]))
    const so = foldable(event, eventId)
    const topic = folded.get(event.topicId)
    if (topic) topic.push(so)
    else folded.set(event.topicId, [so])
  }
  const states = [...folded].flatMap(([topicId, events]) => {
    const consent = foldAll(events)
    return consent ? [{ topicId, consent }] : []
  })
  for (const { topicId, consent } of states) {
    lines.consent_states.push(
      copyLine([
        ...[brandId, id, topicId, consent.state, consent.since, consent.givenAt, consent.confirmedAt],
        ...[consent.withdrawnAt, consent.sourceKind, consent.landingPageVersionId, consent.qrCodeId],
        consent.lastEventId,
      ]),
    )
  }
  const lead = leadingConsent(states, brand)
  const wrote = history.events.findLast((event) => event.method === 'message' || event.method === 'keyword')
  const windowUntil = wrote ? new Date(wrote.at.getTime() + dayMs) : null
  lines.subscribers.push(
    copyLine([
      ...[
        brandId,
        id,
        traits.phoneE164,
        suppressionHash(brandId, traits.phoneE164),
        traits.country,
        traits.language,
        traits.name,
      ],
      ...[windowUntil, history.joinedAt, traits.tags],
      ...[traits.attributes, lead.state, lead.isMarketing, lead.sourceKind, lead.pageId, lead.qrCodeId],
    ]),
  )
  lines.subscriber_keys.push(copyLine([brandId, id, wrapped]))
}

const foldable = (event: ScaleEvent, id: string) => ({
  id,
  kind: event.kind,
  at: event.at,
  sourceKind: event.sourceKind,
  landingPageVersionId: event.page?.versionId ?? null,
  qrCodeId: event.qrCodeId,
})

function actorOf(event: ScaleEvent, subscriberId: string, { staffId }: ScaleBrand) {
  if (event.method === 'timeout') return { type: 'system', id: 'expire-sign-ups' }
  if (event.method === 'staff_entry') return { type: 'staff', id: staffId }
  return event.method === 'tick' ? { type: 'visitor', id: null } : { type: 'subscriber', id: subscriberId }
}

function evidenceOf({ method, at }: ScaleEvent, { phoneE164 }: Traits, chance: Chance) {
  if (method === 'message' || method === 'keyword' || method === 'button') {
    const text = method === 'message' ? 'Ja, meld mij aan.' : 'STOP'
    return { phoneE164, numberCheckedBy: 'inbound-message', text }
  }
  if (method !== 'tick') return {}
  const part = () => Math.floor(chance() * 250)
  return {
    ip: `84.${part()}.${part()}.${part()}`,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) Mobile',
    tickedAt: at.toISOString(),
  }
}
