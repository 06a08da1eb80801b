import { type Database, getDatabase } from '@/db/client'
import { clientNetwork } from '../../platform/client-address'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { hostOf, ownerOfHost } from '../domains/hosts'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondHtml } from '../public/respond'
import { countPageView } from '../qr-codes/page-views'
import { isScan } from '../qr-codes/rules'
import { carriedFrom } from './carried'
import { answerConfirm } from './confirm-page'
import { preparedForm } from './form-document'
import { isGuarded } from './guard/alarm'
import { workScriptHash } from './guard/work'
import { findLivePage, findVersion, heldPage, type LivePage, renderIn } from './live-pages'
import { findSharePicture } from './share/http'
import { answerSignUp } from './sign-up'
import { chooseVariant } from './variants/choose'
import { countVersionView } from './version-views'

const address = /^\/p\/([a-z0-9-]{1,80})(?:\/(confirm|share)\/([A-Za-z0-9_.-]{1,100}))?\/?$/

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
  const [, slug, part, name] = address.exec(url.pathname) ?? []
  const token = part === 'confirm' ? name : undefined
  if (!slug) return respondPlainPage({ request, name: 'not-found', language })
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && (request.method !== 'POST' || part)) {
    const headers = { allow: part ? 'GET, HEAD' : 'GET, HEAD, POST' }
    return respondPlainPage({ request, name: 'wrong-method', language, headers })
  }
  if (isRead && (part || !heldPage(database, slug, now))) {
    const view = await takeFrom('page-view', clientNetwork(request.headers), database)
    if (!view.allowed) return respondPlainPage({ request, name: 'too-many', language })
  }
  const page = await findLivePage(database, slug, now)
  if (!page?.versionId) return respondPlainPage({ request, name: 'not-found', language })
  // Under a brand's own name stand that brand's pages and no others.
  const owner = await ownerOfHost(hostOf(request, url), now, database)
  if (owner && owner.brandId !== page.brandId) {
    return respondPlainPage({ request, name: 'not-found', language })
  }
  const found = { ...asked, page }
  if (part === 'share') return showPicture(found, name ?? '')
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
  const carried = carriedFrom(url).toString()
  const form = { page, version, language, render, isGuarded: isGuarded(page, now), now, carried }
  const scriptHash = form.isGuarded ? workScriptHash : undefined
  return respondHtml({ request, body: preparedForm(form), styleHash: render.styleHash, scriptHash })
}

async function showPicture({ request, url, database, page }: Asked & { page: LivePage }, file: string) {
  const png = await findSharePicture(database, page, file)
  if (!png) return respondPlainPage({ request, name: 'not-found', language: languageOf(request, url, 'nl') })
  const headers = {
    'content-type': 'image/png',
    'content-length': String(png.length),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  }
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(png), { headers })
}
