import { and, eq, isNull } from 'drizzle-orm'
import { subscribers } from '@/db/schema/subscribers'
import type { PublicLanguage } from '@/db/states'
import { type Brand, getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { countingRuleOf, countsNow } from '../../consent/counts'
import { listConsentStates, listTopics, type Topic } from '../../consent/queries'
import { isPending, isStanding } from '../../consent/rules'
import { listSuppressedTopics } from '../../consent/suppression-queries'
import { topicWords } from '../../consent/topic-words'
import { waId } from '../../platform/phone'
import { getAccount } from '../../providers/accounts'
import { listTopicCodes } from '../../subscribers/choose-topic'
import { confirmationText, publicLanguageOf } from '../../subscribers/rules'
import { type OwnWords, ownWords } from './words'

export type OwnTopic = {
  id: string
  name: string
  about: string
  often: string
  /** What they say yes to when they switch it on. */
  sentence: string
  isOn: boolean
  /** Opens their WhatsApp with the code that confirms it. */
  confirmLink: string | null
}

export type Own = {
  person: typeof subscribers.$inferSelect
  brand: Brand
  language: PublicLanguage
  words: OwnWords
  topics: OwnTopic[]
  isSuppressed: boolean
  isPaused: boolean
  /** When the oldest consent that stands was given. */
  givenAt: Date | null
}

/** Everything that a person's page shows; null for nobody, and for who was erased or became part of another. */
export async function loadOwn(ctx: BrandContext, subscriberId: string): Promise<Own | null> {
  const { brandId } = ctx.scope
  const [person] = await ctx.db
    .select()
    .from(subscribers)
    .where(
      and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId), isNull(subscribers.erasedAt)),
    )
  if (!person) return null
  if (person.mergedIntoId) return loadOwn(ctx, person.mergedIntoId)
  const [brand, all, states, codes, suppressed, account] = await Promise.all([
    getBrand(ctx),
    listTopics(ctx),
    listConsentStates(ctx, person.id),
    listTopicCodes(ctx, person.id),
    listSuppressedTopics(ctx, person.id),
    getAccount(ctx),
  ])
  const language = publicLanguageOf(person.language, brand.defaultLocale)
  const words = ownWords[language]
  const linkTo = (code: string | undefined) =>
    code && account
      ? `${account.linkBaseUrl}/${waId(account.displayPhoneE164)}?text=${encodeURIComponent(confirmationText(language, code))}`
      : null
  const counting = countingRuleOf(brand)
  // What is no longer asked for is shown to who has it, to leave it.
  const isShown = (topic: Topic) =>
    !topic.archivedAt ||
    states.some((row) => row.topicId === topic.id && (isStanding(row.state) || isPending(row)))
  const topics = all.filter(isShown).map((topic): OwnTopic => {
    const consent = states.find((row) => row.topicId === topic.id)
    const said = describeTopic(topic, brand, language)
    const isOn = countsNow(counting, consent, person)
    const code = codes.find((one) => one.topicId === topic.id)?.code
    return {
      ...said,
      id: topic.id,
      isOn,
      confirmLink: !isOn && consent && isPending(consent) ? linkTo(code) : null,
    }
  })
  const standing = states
    .filter((row) => isStanding(row.state))
    .flatMap((row) => row.confirmedAt ?? row.givenAt ?? [])
  return {
    ...{ person, brand, language, words, topics, isSuppressed: suppressed.length > 0 },
    isPaused: person.pausedUntil !== null && person.pausedUntil > ctx.now,
    givenAt: standing.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}

function describeTopic(topic: Topic, brand: Brand, language: PublicLanguage) {
  const words = ownWords[language]
  const name = topicWords(topic.name, language)
  const about = topicWords(topic.description, language)
  const often = topic.maxPerMonth === null ? words.asItHappens : words.atMost(topic.maxPerMonth)
  return { name, about, often, sentence: words.topicSentence(brand.name, name, about, often) }
}
