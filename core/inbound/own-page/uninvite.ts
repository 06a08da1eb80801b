import { type Database, getDatabase } from '@/db/client'
import type { PublicLanguage } from '@/db/states'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { clientNetwork } from '../../platform/client-address'
import { AppError } from '../../platform/errors'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { readRefusalToken } from '../../sources/invitations/refusal-link'
import { isInvitation, refuseInvitations } from '../../sources/invitations/refuse'
import { escapeHtml } from '../../sources/landing-pages/document/rules'
import { publicLanguageFor } from '../../sources/public/language'
import { openBrandForSystem } from '../../staff/gate'
import { respondPlainSheet, respondSheet } from './frame'
import { ownWords } from './words'

const address = /^\/uninvite\/([^/]+)\/?$/

type Deps = { database?: Database; now?: Date }

/**
 * `/uninvite/<token>`, which stands under every invitation and in its `List-Unsubscribe` (RFC 8058). GET shows a button and
 * changes nothing, because mail scanners open every link; POST acts at once, and says so with 200 also when it was done before.
 */
export async function handleUninvite(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const language = publicLanguageFor(request)
  try {
    return await answer({ request, database, now, language })
  } catch (error) {
    getLog('unsubscribe').error({ err: error }, 'a link under an invitation could not be answered')
    return respondPlainSheet({ request, language, name: 'wrong', status: 503 })
  }
}

type Asked = { request: Request; database: Database; now: Date; language: PublicLanguage }

async function answer({ request, database, now, language }: Asked): Promise<Response> {
  // Only looking is limited: nobody who wants to leave is turned away by a crowd.
  if (request.method !== 'POST') {
    const view = await takeFrom('own-page', clientNetwork(request.headers), database)
    if (!view.allowed) return respondPlainSheet({ request, language, name: 'tooMany', status: 429 })
  }
  const [, token = ''] = address.exec(new URL(request.url).pathname) ?? []
  const link = readRefusalToken(token)
  const ctx = link && (await open(link.brandId, { database, now }))
  if (!link || !ctx || !(await isInvitation(ctx, link.messageId)))
    return respondPlainSheet({ request, language, name: 'gone', status: 404 })
  const brand = await getBrand(ctx)
  const words = ownWords[language]
  if (request.method === 'POST') {
    await refuseInvitations(ctx, link)
    const body = `<h1>${words.uninvitedTitle}</h1><p class="q" role="status">${words.uninvitedText}</p>`
    return respondSheet({ request, language, brand, title: words.uninvitedTitle, body })
  }
  const text = words.uninviteText(escapeHtml(brand.name))
  const body = `<h1>${words.uninviteTitle}</h1><p class="q">${text}</p><form method="post" action="/uninvite/${token}"><button class="go">${words.uninviteButton}</button></form>`
  return respondSheet({ request, language, brand, title: words.uninviteTitle, body })
}

async function open(
  brandId: string,
  { database, now }: Pick<Asked, 'database' | 'now'>,
): Promise<BrandContext | null> {
  try {
    return await openBrandForSystem({ db: database.db, actor: { type: 'visitor' }, now }, brandId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null
    throw error
  }
}
