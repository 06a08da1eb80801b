import { and, eq } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import { type Locale, locales } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { listTopics } from '../consent/queries'
import { queueReply } from '../dispatch/commands'
import { findSignUpLink } from './queries'
import { type ReplyKind, replyText } from './texts'

export type Reply = {
  kind: ReplyKind
  /** The topics the answer names. */
  topicIds?: string[]
  /** The language of the page, where it is not yet known to be the person's. */
  language?: Locale
  landingPageVersionId?: string
}

export type Conversation = { accountId: string; subscriberId: string; providerMessageId: string }

const asLocale = (language: string | undefined, fallback: Locale): Locale =>
  locales.find((locale) => language?.toLowerCase().startsWith(locale)) ?? fallback

/** Queues one answer in the person's language. A message that was answered before gets no second answer. */
export async function reply(ctx: BrandContext, to: Conversation, answer: Reply): Promise<void> {
  const brand = await getBrand(ctx)
  const [person] = await ctx.db
    .select({ language: subscribers.language })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, to.subscriberId)))
  const locale = answer.language ?? asLocale(person?.language, brand.defaultLocale)
  const named = (await listTopics(ctx)).filter((topic) => answer.topicIds?.includes(topic.id))
  const body = replyText(answer.kind, locale, {
    brand: brand.name,
    topics: new Intl.ListFormat(locale).format(named.map((topic) => topic.name[locale])),
    link: await findSignUpLink(ctx, answer.landingPageVersionId),
    contactEmail: brand.contactEmail,
    websiteUrl: brand.websiteUrl,
  })
  await queueReply(ctx, {
    accountId: to.accountId,
    subscriberId: to.subscriberId,
    inReplyTo: to.providerMessageId,
    body,
  })
}
