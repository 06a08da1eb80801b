import { and, eq } from 'drizzle-orm'
import { controllers } from '@/db/schema/consent'
import { subscriberKeys, subscribers } from '@/db/schema/subscribers'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { unwrapDataKey } from '../../platform/crypto'
import { getSettings } from '../../platform/env'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { formatPhone, maskPhone } from '../../platform/phone'
import { openEvidence } from '../evidence'
import { leafText } from '../leaf'
import { listConsentStates } from '../queries'
import { isStanding } from '../rules'
import { topicWords } from '../topic-words'
import { findProofs } from './proof'
import { type Controller, type RecordedEvent, readEvents } from './read-events'
import type { InclusionProof } from './schema'
import { receiptWords } from './words'

export type ReceiptOptions = {
  /** Left out: the person's own, else English. */
  language?: PublicLanguage
  /** For the officer: also the documents of the pages and the evidence, which hold what is personal. */
  withEvidence?: boolean
}

export type Receipt = Awaited<ReturnType<typeof buildReceipt>>
export type ReceiptEvent = ReturnType<typeof eventOf>

/**
 * Everything about one person's consent, as a receipt: the fields of Kantara Consent Receipt 1.1 at its top, the record of
 * ISO/IEC TS 27560:2023 in `consent_record`, and in `events` every act as it was sealed with the proof that it is in the
 * ledger. `/verify` checks it.
 * @throws AppError `not-found` for who is not there, or was never asked anything
 */
export async function buildReceipt(ctx: BrandContext, subscriberId: string, options: ReceiptOptions = {}) {
  const { brandId } = ctx.scope
  const [person] = await ctx.db
    .select({ subscriber: subscribers, wrappedKey: subscriberKeys.wrappedKey })
    .from(subscribers)
    .leftJoin(
      subscriberKeys,
      and(eq(subscriberKeys.brandId, subscribers.brandId), eq(subscriberKeys.subscriberId, subscribers.id)),
    )
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
  const recorded = await readEvents(ctx, subscriberId)
  const [first, last] = [recorded[0], recorded.at(-1)]
  if (!person || !first || !last) throw new AppError('not-found')
  const language = options.language ?? languageOf(person.subscriber.language)
  const words = receiptWords[language]
  const [brand, controller, provider, states, proofs] = await Promise.all([
    getBrand(ctx),
    readController(ctx, last.controllerId),
    readProvider(ctx),
    listConsentStates(ctx, subscriberId),
    findProofs(
      ctx,
      recorded.map(({ row }) => ({ id: row.id as string, seq: Number(row.seq) })),
    ),
  ])
  const key = options.withEvidence && person.wrappedKey ? unwrapDataKey(person.wrappedKey) : null
  const who = controller ?? {
    ...brand,
    brandName: brand.name,
    country: brand.defaultCountry,
    senderE164: null,
  }
  const topics = latestByTopic(recorded)
  const receiptId = newId(ctx.now)
  const recipients = [provider === 'cm' ? 'CM.com' : null, 'Meta (WhatsApp)'].filter((name) => name !== null)
  const piiCategory = [words.phoneNumber, ...(person.subscriber.name ? [words.whatsAppName] : [])]
  const purposes = topics.map(({ topic, row }) => {
    const state = states.find(({ topicId }) => topicId === row.topicId)
    return {
      purpose: topicWords(topic.name, language),
      description: topicWords(topic.description, language),
      purposeCategory: [words.purposeTypes[topic.category]],
      consentType: 'EXPLICIT',
      piiCategory,
      primaryPurpose: topic.category === 'utility',
      termination: words.termination,
      thirdPartyDisclosure: true,
      thirdPartyName: recipients.join(', '),
      frequency: topic.maxPerMonth === null ? null : words.perMonth(topic.maxPerMonth),
      topicId: row.topicId,
      topicVersion: row.topicVersion === null ? null : Number(row.topicVersion),
      state: state?.state ?? null,
      standing: isStanding(state?.state),
      since: state?.since.toISOString() ?? null,
    }
  })
  return {
    version: 'KI-CR-v1.1.0',
    consentReceiptID: receiptId,
    jurisdiction: who.country,
    consentTimestamp: Math.floor(instantOf(last.row.at).getTime() / 1000),
    collectionMethod: words.sources[first.row.sourceKind as keyof typeof words.sources],
    language,
    piiPrincipalId: subscriberId,
    principal: { phone: person.subscriber.phoneE164 ? maskPhone(person.subscriber.phoneE164) : null },
    piiControllers: [
      {
        piiController: who.legalName,
        onBehalf: false,
        contact: who.brandName,
        address: { streetAddress: who.postalAddress, addressCountry: who.country },
        email: who.contactEmail,
        phone: who.senderE164 ? formatPhone(who.senderE164) : '',
        piiControllerUrl: who.websiteUrl,
      },
    ],
    policyUrl: who.privacyUrl,
    policyVersion: controller?.privacyVersion ?? null,
    services: [{ service: words.service, purposes }],
    sensitive: false,
    spiCat: [] as string[],
    consent_record: {
      header: {
        schema_version: 'ISO/IEC TS 27560:2023',
        record_id: subscriberId,
        pii_principal_id: subscriberId,
      },
      processing: {
        privacy_notice: who.privacyUrl,
        language,
        purposes: purposes.map(({ purpose, purposeCategory, description }) => ({
          purpose,
          purpose_description: description,
          purpose_type: purposeCategory[0],
          lawful_basis: 'consent, GDPR art. 6(1)(a)',
        })),
        pii_information: [{ pii_type: 'phone_number', pii_optional: false, sensitive_pii_category: false }],
        pii_controllers: [brandId],
        collection_method: words.sources[first.row.sourceKind as keyof typeof words.sources],
        processing_method: 'WhatsApp Business Platform',
        storage_locations: [who.country],
        retention_period: words.retention,
        jurisdiction: who.country,
        recipient_third_parties: recipients,
        withdrawal_method: words.termination,
        privacy_rights: words.privacyRights,
      },
      parties: [
        {
          party_id: brandId,
          party_name: who.legalName,
          party_address: who.postalAddress,
          party_contact: who.contactEmail,
          party_type: 'PII controller',
          email: who.contactEmail,
          url: who.websiteUrl,
          phone: who.senderE164 ?? null,
          role: who.brandName,
        },
      ],
      events: recorded.map(({ row }) => ({
        event_time: instantOf(row.at).toISOString(),
        validity_duration: row.validUntil ? `until ${instantOf(row.validUntil).toISOString()}` : null,
        entity_id: row.actorType === 'staff' ? 'staff' : subscriberId,
        event_type: 'explicit consent',
        event_state: row.kind,
      })),
    },
    receipt: { schema_version: 'vinkje-receipt-1', receipt_id: receiptId },
    madeAt: ctx.now.toISOString(),
    timeZone: controller?.timeZone ?? brand.timeZone,
    verifyAt: `${getSettings().PUBLIC_URL}/verify`,
    events: recorded.map((event) =>
      eventOf(event, proofs.get(event.row.id as string) ?? null, language, key),
    ),
  }
}

/** `2026-03-01 09:00:00.5`, as the ledger prints an instant in UTC. */
const instantOf = (printed: string | null): Date => new Date(`${(printed ?? '').replace(' ', 'T')}Z`)

const languageOf = (language: string): PublicLanguage =>
  publicLanguages.find((known) => known === language.slice(0, 2)) ?? 'en'

/** Who asked, as it stood with the newest act; undefined in rows from before that was kept. */
async function readController(ctx: BrandContext, id: string | null): Promise<Controller | undefined> {
  if (!id) return undefined
  const [row] = await ctx.db
    .select()
    .from(controllers)
    .where(and(eq(controllers.brandId, ctx.scope.brandId), eq(controllers.id, id)))
  return row
}

async function readProvider(ctx: BrandContext): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ provider: whatsappAccounts.provider })
    .from(whatsappAccounts)
    .where(eq(whatsappAccounts.brandId, ctx.scope.brandId))
    .limit(1)
  return row?.provider
}

/** Each topic once, as it was last agreed on. */
function latestByTopic(events: readonly RecordedEvent[]): RecordedEvent[] {
  return [...new Map(events.map((event) => [event.row.topicId, event])).values()]
}

function eventOf(
  event: RecordedEvent,
  proof: InclusionProof | null,
  language: PublicLanguage,
  key: Buffer | null,
) {
  const { row, topic, page } = event
  const words = receiptWords[language]
  const opened = key && event.sealed ? openEvidence(key, event.sealed) : null
  return {
    what: words.kinds[row.kind as keyof typeof words.kinds],
    how: words.methods[row.method as keyof typeof words.methods] ?? row.method ?? '',
    through: words.sources[row.sourceKind as keyof typeof words.sources],
    at: instantOf(row.at).toISOString(),
    topic: topicWords(topic.name, language),
    wording: event.wording,
    page: page && {
      name: page.name,
      address: `${getSettings().PUBLIC_URL}/p/${page.slug}`,
      version: page.version,
      publishedAt: page.publishedAt,
    },
    qrCode: event.qrCode,
    campaign: event.campaignName,
    // The row itself, and how it lies in its seal. Nothing here is for reading.
    leaf: JSON.parse(leafText(row)) as Record<string, unknown>,
    proof,
    ...(key ? { documents: event.documents } : {}),
    ...(opened ? { evidence: { salt: opened.salt.toString('hex'), json: opened.json } } : {}),
  }
}
