import { and, eq, isNull } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import { topics } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { PublicLanguage } from '@/db/states'
import { getBrand } from '../../brands/queries'
import { topicWords } from '../../consent/topic-words'
import { withdrawConsent } from '../../consent/withdraw'
import { clientAddress, clientNetwork } from '../../platform/client-address'
import { AppError } from '../../platform/errors'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import { publicLanguageFor } from '../../sources/public/language'
import { openBrandForSystem } from '../../staff/gate'
import { type PersonLink, readPersonToken } from '../../subscribers/person-link'
import { publicLanguageOf } from '../../subscribers/rules'
import { respondPlainSheet, respondSheet } from './frame'
import { ownWords } from './words'

const address = /^\/unsubscribe\/([^/]+)\/?$/

type Deps = { database?: Database; now?: Date }

/**
 * `/unsubscribe/<token>`, the address in `List-Unsubscribe` (RFC 8058) and under an SMS. GET shows a button and changes nothing,
 * because mail scanners open every link; POST acts at once, with whatever body, and says so with 200 also when it was done before.
 */
export async function handleUnsubscribe(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const language = publicLanguageFor(request)
  try {
    return await answer({ request, database, now, language })
  } catch (error) {
    getLog('unsubscribe').error({ err: error }, 'an unsubscribe link could not be answered')
    return respondPlainSheet({ request, language, name: 'wrong', status: 503 })
  }
}

type Asked = { request: Request; database: Database; now: Date; language: PublicLanguage }

async function answer(asked: Asked): Promise<Response> {
  const { request, database, now, language } = asked
  // Only looking is limited: nobody who wants to leave is turned away by a crowd.
  if (request.method !== 'POST') {
    const view = await takeFrom('own-page', clientNetwork(request.headers), database)
    if (!view.allowed) return respondPlainSheet({ request, language, name: 'tooMany', status: 429 })
  }
  const [, token = ''] = address.exec(new URL(request.url).pathname) ?? []
  const link = readPersonToken('unsubscribe', token, now)
  const found = link && (await find(asked, link))
  if (!link || !found) return respondPlainSheet({ request, language, name: 'gone', status: 404 })
  const { ctx, brand, person, topic } = found
  const theirs = publicLanguageOf(person.language, brand.defaultLocale)
  const words = ownWords[theirs]
  const sheet = { request, language: theirs, brand }
  if (request.method === 'POST') {
    await withdrawConsent(ctx, {
      ...({ subscriberId: person.id, method: 'unsubscribe_link', numberCheckedBy: 'signed_link' } as const),
      ...(topic ? { topicIds: [topic.id] } : { scope: 'marketing' as const }),
      source: { kind: 'email' },
      evidence: {
        ip: clientAddress(request.headers),
        userAgent: request.headers.get('user-agent')?.slice(0, 400),
      },
    })
    const body = `<h1>${words.unsubscribedTitle}</h1><p class="q" role="status">${words.unsubscribedText}</p>`
    return respondSheet({ ...sheet, title: words.unsubscribedTitle, body })
  }
  const text = topic
    ? words.unsubscribeTopicText(escapeHtml(brand.name), escapeHtml(topicWords(topic.name, theirs)))
    : words.unsubscribeText(escapeHtml(brand.name))
  const body = `<h1>${words.unsubscribeTitle}</h1><p class="q">${text}</p><form method="post" action="/unsubscribe/${token}"><button class="go">${words.unsubscribeButton}</button></form>`
  return respondSheet({ ...sheet, title: words.unsubscribeTitle, body })
}

async function find({ database, now }: Asked, link: PersonLink) {
  const { brandId, subscriberId, topicId } = link
  try {
    const ctx = await openBrandForSystem(
      { db: database.db, actor: { type: 'subscriber', subscriberId }, now },
      brandId,
    )
    const [person] = await ctx.db
      .select({ id: subscribers.id, language: subscribers.language })
      .from(subscribers)
      .where(
        and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId), isNull(subscribers.erasedAt)),
      )
    if (!person) return null
    const [topic] = topicId
      ? await ctx.db
          .select()
          .from(topics)
          .where(and(eq(topics.brandId, brandId), eq(topics.id, topicId)))
      : []
    return { ctx, brand: await getBrand(ctx), person, topic }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}
