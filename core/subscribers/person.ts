import { and, asc, eq, ne, or } from 'drizzle-orm'
import { campaigns } from '@/db/schema/campaigns'
import { consentEvents, consentEvidence, wordings } from '@/db/schema/consent'
import { landingPages, landingPageVersions } from '@/db/schema/landing-pages'
import { qrCodes } from '@/db/schema/qr-codes'
import { staff } from '@/db/schema/staff'
import { type Attributes, subscriberKeys, subscribers } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { type Evidence, verifyEvidence } from '../consent/evidence'
import { type ConsentProjection, listConsentStates, listTopics, type Topic } from '../consent/queries'
import { unwrapDataKey } from '../platform/crypto'
import { AppError } from '../platform/errors'
import { maskPhone } from '../platform/phone'
import { describeDevice, shortenAddress } from './rules'
import type { ProofEntry } from './schema'

export type Person = {
  id: string
  name: string | null
  /** Masked; null for who hides it behind a username. */
  phone: string | null
  username: string | null
  country: string
  language: string
  joinedAt: Date
  serviceWindowUntil: Date | null
  platformStoppedAt: Date | null
  pausedUntil: Date | null
  unreachableAt: Date | null
  tags: string[]
  attributes: Attributes
  /** For the form: a change names the one it was opened with. */
  revision: number
  erasedAt: Date | null
  /** Who this record turned out to be. */
  mergedIntoId: string | null
  /** Every topic of the brand, with what the ledger says about it. */
  topics: { topic: Topic; consent: ConsentProjection | null }[]
}

/** One person, with their number masked. @throws AppError `not-found` */
export async function getSubscriber(ctx: BrandContext, subscriberId: string): Promise<Person> {
  const [row] = await ctx.db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, subscriberId)))
  if (!row) throw new AppError('not-found')
  const [topics, states] = await Promise.all([listTopics(ctx), listConsentStates(ctx, subscriberId)])
  const {
    id,
    name,
    username,
    country,
    language,
    serviceWindowUntil,
    platformStoppedAt,
    pausedUntil,
    unreachableAt,
    tags,
    attributes,
    revision,
    erasedAt,
    mergedIntoId,
  } = row
  return {
    ...{
      id,
      name,
      username,
      country,
      language,
      serviceWindowUntil,
      platformStoppedAt,
      pausedUntil,
      unreachableAt,
    },
    ...{ tags, attributes, revision, erasedAt, mergedIntoId },
    phone: row.phoneE164 && maskPhone(row.phoneE164),
    joinedAt: row.createdAt,
    topics: topics.map((topic) => ({
      topic,
      consent: states.find((state) => state.topicId === topic.id) ?? null,
    })),
  }
}

/** Everything that was recorded about a person's consent, oldest first, opened and held against the ledger. */
export async function listProof(ctx: BrandContext, subscriberId: string): Promise<ProofEntry[]> {
  const { brandId } = ctx.scope
  const rows = await ctx.db
    .select({
      event: consentEvents,
      sealed: consentEvidence.sealed,
      wrappedKey: subscriberKeys.wrappedKey,
      phoneE164: subscribers.phoneE164,
      wordingText: wordings.text,
      wordingHash: wordings.hash,
      pageId: landingPages.id,
      pageName: landingPages.name,
      version: landingPageVersions.version,
      qrLabel: qrCodes.label,
      qrCode: qrCodes.code,
      campaignName: campaigns.name,
    })
    .from(consentEvents)
    .innerJoin(
      subscribers,
      and(eq(subscribers.brandId, consentEvents.brandId), eq(subscribers.id, consentEvents.subscriberId)),
    )
    .leftJoin(
      consentEvidence,
      and(eq(consentEvidence.brandId, brandId), eq(consentEvidence.eventId, consentEvents.id)),
    )
    .leftJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, brandId), eq(subscriberKeys.subscriberId, consentEvidence.subscriberId)),
    )
    .leftJoin(wordings, and(eq(wordings.brandId, brandId), eq(wordings.id, consentEvents.wordingId)))
    .leftJoin(
      landingPageVersions,
      and(
        eq(landingPageVersions.brandId, brandId),
        eq(landingPageVersions.id, consentEvents.landingPageVersionId),
      ),
    )
    .leftJoin(
      landingPages,
      and(eq(landingPages.brandId, brandId), eq(landingPages.id, landingPageVersions.landingPageId)),
    )
    .leftJoin(qrCodes, and(eq(qrCodes.brandId, brandId), eq(qrCodes.id, consentEvents.qrCodeId)))
    .leftJoin(campaigns, and(eq(campaigns.brandId, brandId), eq(campaigns.id, consentEvents.campaignId)))
    .where(
      and(
        eq(consentEvents.brandId, brandId),
        // What was recorded under a name that turned out to be theirs is theirs too.
        or(
          eq(consentEvents.subscriberId, subscriberId),
          and(eq(subscribers.mergedIntoId, subscriberId), ne(consentEvents.kind, 'corrected')),
        ),
      ),
    )
    .orderBy(asc(consentEvents.seq))
  const staffNames = await listStaffNames(
    ctx,
    rows.flatMap(({ event }) => (event.actorType === 'staff' && event.actorId ? [event.actorId] : [])),
  )

  const entries: ProofEntry[] = []
  for (const row of rows) {
    const { event } = row
    const key = row.wrappedKey && unwrapDataKey(row.wrappedKey)
    const opened = key && row.sealed ? verifyEvidence(key, row.sealed, event.evidenceCommitment) : null
    const state: ProofEntry['evidence'] = !opened ? 'missing' : opened.intact ? 'intact' : 'changed'
    const same = entries.at(-1)
    if (same && isSameAct(same, event)) {
      same.topicIds.push(event.topicId)
      if (state !== 'intact') same.evidence = state
      continue
    }
    entries.push({
      id: event.id,
      kind: event.kind,
      method: event.method,
      at: event.at,
      sourceKind: event.sourceKind,
      topicIds: [event.topicId],
      language: event.language,
      wording:
        row.wordingText && row.wordingHash
          ? { text: row.wordingText, hash: row.wordingHash.toString('hex') }
          : null,
      page:
        row.pageId && row.pageName && row.version
          ? { id: row.pageId, name: row.pageName, version: row.version }
          : null,
      qrCode: row.qrLabel && row.qrCode ? { label: row.qrLabel, code: row.qrCode } : null,
      campaign:
        event.campaignId && row.campaignName
          ? {
              id: event.campaignId,
              name: row.campaignName,
              known: event.details.campaignKnownBy === 'last-message' ? 'last-message' : 'quoted',
            }
          : null,
      staffName: (event.actorId && staffNames.get(event.actorId)) || null,
      evidence: state,
      ...describeEvidence(opened?.evidence ?? {}, row.phoneE164),
    })
  }
  return entries
}

/** Events of one command differ in their topic only. */
const isSameAct = (entry: ProofEntry, event: typeof consentEvents.$inferSelect) =>
  entry.kind === event.kind &&
  entry.method === event.method &&
  entry.at.getTime() === event.at.getTime() &&
  !entry.topicIds.includes(event.topicId)

/** What of the evidence is shown: enough to judge by, no more of the person than that takes. */
function describeEvidence(evidence: Evidence, phoneE164: string | null) {
  const text = (key: string): string | null => {
    const value = evidence[key]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const [from, ip, userAgent] = [text('phoneE164'), text('ip'), text('userAgent')]
  return {
    text: text('text'),
    providerMessageId: text('providerMessageId'),
    isFromTypedNumber: text('numberCheckedBy') === 'inbound-message' ? from === phoneE164 : null,
    device: userAgent === null ? null : describeDevice(userAgent),
    network: ip === null ? null : shortenAddress(ip),
  }
}

async function listStaffNames(ctx: BrandContext, ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) {
    const [row] = await ctx.db.select({ name: staff.name }).from(staff).where(eq(staff.id, id))
    if (row) names.set(id, row.name)
  }
  return names
}
