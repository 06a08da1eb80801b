import { and, asc, eq } from 'drizzle-orm'
import { campaigns, inboundMessages, messages } from '@/db/schema/campaigns'
import { subscriberNotes } from '@/db/schema/subscribers'
import { templates } from '@/db/schema/templates'
import type { BrandContext } from '../../brands/scope'
import { listTopics } from '../../consent/queries'
import { listClicks } from '../../dispatch/links/clicks'
import { listProof } from '../../subscribers/person'
import type { ProofEntry } from '../../subscribers/schema'
import { openInboundMessage } from '../messages'
import { wordsOf } from '../read-message'
import type { Own } from './load'

export type Known = {
  proof: ProofEntry[]
  clicks: { at: Date; campaign: string }[]
  notes: { at: Date; text: string }[]
  received: { at: Date; type: string; text: string | null; understoodAs: string }[]
  sent: {
    at: Date
    campaign: string | null
    template: string | null
    text: string | null
    state: string
    deliveredAt: Date | null
    readAt: Date | null
  }[]
}

/** Everything kept about a person beside the row itself (GDPR article 15): proof, messages both ways, what staff wrote down. */
export async function listKnown(ctx: BrandContext, subscriberId: string): Promise<Known> {
  const { brandId } = ctx.scope
  const [proof, clicks, notes, incoming, outgoing] = await Promise.all([
    listProof(ctx, subscriberId),
    listClicks(ctx, subscriberId),
    ctx.db
      .select({ at: subscriberNotes.createdAt, text: subscriberNotes.text })
      .from(subscriberNotes)
      .where(and(eq(subscriberNotes.brandId, brandId), eq(subscriberNotes.subscriberId, subscriberId)))
      .orderBy(asc(subscriberNotes.createdAt)),
    ctx.db
      .select()
      .from(inboundMessages)
      .where(and(eq(inboundMessages.brandId, brandId), eq(inboundMessages.subscriberId, subscriberId)))
      .orderBy(asc(inboundMessages.at)),
    ctx.db
      .select({ message: messages, campaign: campaigns.name, template: templates.name })
      .from(messages)
      .leftJoin(campaigns, and(eq(campaigns.brandId, brandId), eq(campaigns.id, messages.campaignId)))
      .leftJoin(templates, and(eq(templates.brandId, brandId), eq(templates.id, messages.templateId)))
      .where(and(eq(messages.brandId, brandId), eq(messages.subscriberId, subscriberId)))
      .orderBy(asc(messages.queuedAt)),
  ])
  return {
    proof,
    clicks: clicks.map(({ at, campaign }) => ({ at, campaign: campaign.name })),
    notes,
    received: incoming.map(({ at, type, sealed, understoodAs }) => ({
      ...{ at, type, understoodAs },
      text: wordsOf(openInboundMessage(sealed).message).text || null,
    })),
    sent: outgoing
      .filter(({ message }) => message.state !== 'skipped' && message.state !== 'queued')
      .map(({ message, campaign, template }) => ({
        ...{ campaign, template, state: message.state, text: message.reply?.body ?? null },
        ...{ deliveredAt: message.deliveredAt, readAt: message.readAt },
        at: message.acceptedAt ?? message.queuedAt,
      })),
  }
}

/** The person's data as one document, in plain names, for themselves or another service (GDPR articles 15 and 20). */
export async function exportOwn(ctx: BrandContext, own: Own): Promise<Record<string, unknown>> {
  const [known, all] = await Promise.all([listKnown(ctx, own.person.id), listTopics(ctx)])
  const { person, brand, topics } = own
  const keyOf = (id: string) => all.find((topic) => topic.id === id)?.key ?? id
  return {
    exportedAt: ctx.now.toISOString(),
    controller: {
      ...{ name: brand.name, legalName: brand.legalName, postalAddress: brand.postalAddress },
      ...{ contactEmail: brand.contactEmail, privacyUrl: brand.privacyUrl },
    },
    person: {
      ...{
        phone: person.phoneE164,
        whatsAppId: person.waUserId,
        username: person.username,
        name: person.name,
      },
      ...{ language: person.language, country: person.country, knownSince: person.createdAt },
      ...{ tags: person.tags, attributes: person.attributes, pausedUntil: person.pausedUntil },
      ...{ offersPerMonthAtMost: person.maxPerMonth, stoppedInWhatsAppAt: person.platformStoppedAt },
      ...{ youWroteLastUntil: person.serviceWindowUntil, notReachableSince: person.unreachableAt },
    },
    topics: topics.map(({ id, name, isOn }) => ({ topic: keyOf(id), name, on: isOn })),
    consentEvents: known.proof.map((entry) => ({
      ...{ what: entry.kind, how: entry.method, where: entry.sourceKind, at: entry.at },
      topics: entry.topicIds.map(keyOf),
      ...{ youRead: entry.wording, page: entry.page, language: entry.language },
      ...{ youWrote: entry.text, whatsAppMessageId: entry.providerMessageId },
      ...{ device: entry.device, network: entry.network, evidence: entry.evidence },
    })),
    messages: { fromYou: known.received, toYou: known.sent },
    linksOpened: known.clicks,
    notes: known.notes,
  }
}
