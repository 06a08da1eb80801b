import { and, count as counted, desc, eq } from 'drizzle-orm'
import { campaigns, inboundMessages, messages } from '@/db/schema/campaigns'
import { templates } from '@/db/schema/templates'
import type { BrandContext } from '../brands/scope'
import { withoutOwnLinks } from '../subscribers/rules'
import { openInboundMessage } from './messages'
import { wordsOf } from './read-message'
import type { ConversationItem } from './schema'

const shown = 100

/** What was written to and by a person, the newest first, at most 100 of each. */
export async function listConversation(ctx: BrandContext, subscriberId: string): Promise<ConversationItem[]> {
  const { brandId } = ctx.scope
  const [outgoing, incoming] = await Promise.all([
    ctx.db
      .select({ message: messages, campaignName: campaigns.name, templateName: templates.name })
      .from(messages)
      .leftJoin(campaigns, and(eq(campaigns.brandId, brandId), eq(campaigns.id, messages.campaignId)))
      .leftJoin(templates, and(eq(templates.brandId, brandId), eq(templates.id, messages.templateId)))
      .where(and(eq(messages.brandId, brandId), eq(messages.subscriberId, subscriberId)))
      .orderBy(desc(messages.queuedAt))
      .limit(shown),
    ctx.db
      .select()
      .from(inboundMessages)
      .where(and(eq(inboundMessages.brandId, brandId), eq(inboundMessages.subscriberId, subscriberId)))
      .orderBy(desc(inboundMessages.at))
      .limit(shown),
  ])
  const sent = outgoing.map(
    ({ message, campaignName, templateName }): ConversationItem => ({
      direction: 'out',
      id: message.id,
      at: message.acceptedAt ?? message.queuedAt,
      state: message.state,
      stateAt:
        message.failedAt ?? message.readAt ?? message.deliveredAt ?? message.sentAt ?? message.acceptedAt,
      campaign: message.campaignId && campaignName ? { id: message.campaignId, name: campaignName } : null,
      templateName,
      isQuestion: message.signUpId !== null,
      reply: message.reply ? withoutOwnLinks(message.reply.body) : null,
      skipReason: message.skipReason,
      errorCode: message.errorCode,
      errorTitle: message.errorTitle,
    }),
  )
  const received = incoming.map(
    (row): ConversationItem => ({
      direction: 'in',
      id: row.id,
      at: row.at,
      type: row.type,
      text: wordsOf(openInboundMessage(row.sealed).message).text || null,
      understoodAs: row.understoodAs,
    }),
  )
  return [...sent, ...received].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** How many messages went both ways. */
export async function countConversation(ctx: BrandContext, subscriberId: string): Promise<number> {
  const count = async (table: typeof messages | typeof inboundMessages) => {
    const ofPerson = and(eq(table.brandId, ctx.scope.brandId), eq(table.subscriberId, subscriberId))
    const [row] = await ctx.db.select({ value: counted() }).from(table).where(ofPerson)
    return row?.value ?? 0
  }
  const [out, back] = await Promise.all([count(messages), count(inboundMessages)])
  return out + back
}
