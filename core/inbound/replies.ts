import { and, eq } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import type { PublicLanguage } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { listTopics } from '../consent/queries'
import { topicWords } from '../consent/topic-words'
import { queueReply } from '../dispatch/commands'
import { preferenceLink } from '../subscribers/person-link'
import { publicLanguageOf } from '../subscribers/rules'
import { findSignUpLink } from './queries'
import type { ReplyKind } from './reply-words'
import { replyText } from './texts'

export type Reply = {
  kind: ReplyKind
  /** The topics the answer names. */
  topicIds?: string[]
  /** The language of the page, where it is not yet known to be the person's. */
  language?: PublicLanguage | undefined
  landingPageVersionId?: string | null | undefined
  /** Where to sign up, when another page than that version's, or the brand's newest, is meant. */
  link?: string
  /** What stands under the answer, in the person's language already. */
  after?: string | null
  /** `judgment` when it answers later, after staff judged: next to the answer that went at once. */
  purpose?: 'answer' | 'judgment'
}

export type Conversation = { accountId: string; subscriberId: string; providerMessageId: string }

/** Queues one answer in the person's language. A message that was answered before gets no second answer. */
export async function reply(ctx: BrandContext, to: Conversation, answer: Reply): Promise<void> {
  const brand = await getBrand(ctx)
  const [person] = await ctx.db
    .select({ language: subscribers.language })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, to.subscriberId)))
  const language = answer.language ?? publicLanguageOf(person?.language, brand.defaultLocale)
  const named = (await listTopics(ctx)).filter((topic) => answer.topicIds?.includes(topic.id))
  const said = replyText(answer.kind, language, {
    brand: brand.name,
    topics: new Intl.ListFormat(language).format(named.map((topic) => topicWords(topic.name, language))),
    link: answer.link ?? (await findSignUpLink(ctx, answer.landingPageVersionId)),
    preferences: preferenceLink({ brandId: ctx.scope.brandId, subscriberId: to.subscriberId }, ctx.now),
    contactEmail: brand.contactEmail,
    websiteUrl: brand.websiteUrl,
  })
  await queueReply(ctx, {
    accountId: to.accountId,
    subscriberId: to.subscriberId,
    inReplyTo: to.providerMessageId,
    body: answer.after ? `${said}\n\n${answer.after}` : said,
    purpose: answer.purpose ?? 'answer',
  })
}
