import { type Database, getDatabase } from '@/db/client'
import { clientNetwork } from '../../platform/client-address'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondHtml } from '../public/respond'
import { countPageView } from '../qr-codes/page-views'
import { isScan } from '../qr-codes/rules'
import { carriedFrom } from './carried'
import { answerConfirm } from './confirm-page'
import { formHtml, preparedForm } from './form-document'
import { isGuarded } from './guard/alarm'
import { workScriptHash } from './guard/work'
import { findLivePage, findVersion, heldPage, type LivePage, renderIn } from './live-pages'
import { answerSignUp } from './sign-up'
import { chooseVariant } from './variants/choose'
import { countVersionView } from './version-views'

const address = /^\/p\/([a-z0-9-]{1,80})(?:\/confirm\/([A-Za-z0-9_-]{1,100}))?\/?$/

type Deps = { database?: Database; now?: Date }

/**
 * Public landing pages: GET shows, POST signs up, `/confirm/<token>` shows what to send. Plain documents without a
 * script; see the policy in `respond.ts`. Never throws: a fault of ours is a page that says so.
 */
export async function handleLandingPage(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const url = new URL(request.url)
  try {
    return await answer({ request, url, database, now })
  } catch (error) {
    getLog('landing-pages').error({ err: error }, 'a public page could not be answered')
    return respondPlainPage({ request, name: 'unavailable', language: languageOf(request, url, 'nl') })
  }
}

type Asked = { request: Request; url: URL; database: Database; now: Date }

async function answer(asked: Asked): Promise<Response> {
  const { request, url, database, now } = asked
  const language = languageOf(request, url, 'nl')
  const [, slug, token] = address.exec(url.pathname) ?? []
  if (!slug) return respondPlainPage({ request, name: 'not-found', language })
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && (request.method !== 'POST' || token)) {
    const headers = { allow: token ? 'GET, HEAD' : 'GET, HEAD, POST' }
    return respondPlainPage({ request, name: 'wrong-method', language, headers })
  }
  if (isRead && (token || !heldPage(database, slug, now))) {
    const view = await takeFrom('page-view', clientNetwork(request.headers), database)
    if (!view.allowed) return respondPlainPage({ request, name: 'too-many', language })
  }
  const page = await findLivePage(database, slug, now)
  if (!page?.versionId) return respondPlainPage({ request, name: 'not-found', language })
  const found = { ...asked, page }
  // Who has a code may still use it when the page itself is offline.
  if (token) return answerConfirm(found, token)
  if (page.state !== 'published') {
    return respondPlainPage({ request, name: 'gone', language, brand: { name: page.brandName } })
  }
  return request.method === 'POST' ? answerSignUp(found) : showPage(found, page.versionId)
}

/** The version for this visitor, counted as shown when it is a person who asks. */
function showTo({ request, database, now, page }: Asked & { page: LivePage }, liveVersionId: string): string {
  const { brandId, test } = page
  const versionId = test ? chooseVariant(test, request.headers).versionId : liveVersionId
  if (isScan(request.method, request.headers)) {
    countVersionView(database, { brandId, versionId, testId: test?.id }, now)
  }
  return versionId
}

async function showPage(asked: Asked & { page: LivePage }, liveVersionId: string): Promise<Response> {
  const { request, url, database, now, page } = asked
  const version = await findVersion(database, page, showTo(asked, liveVersionId))
  const among = version && [...version.renders.keys()]
  const wanted = languageOf(request, url, page.defaultLocale, among)
  if (!version) return respondPlainPage({ request, name: 'not-found', language: wanted })
  await countPageView(request, page, { code: url.searchParams.get('q'), database, now })
  const { language, render } = renderIn(version, wanted)
  const form = { version, language, render, isGuarded: isGuarded(page, now), now }
  const carried = carriedFrom(url).toString()
  const body = carried === '' ? preparedForm(form) : formHtml({ ...form, carried })
  const scriptHash = form.isGuarded ? workScriptHash : undefined
  return respondHtml({ request, body, styleHash: render.styleHash, scriptHash })
}
