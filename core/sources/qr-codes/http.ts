import { type Database, getDatabase } from '@/db/client'
import { clientNetwork } from '../../platform/client-address'
import { normaliseCode } from '../../platform/ids'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondRedirect } from '../public/respond'
import { findCode, type HeldCode } from './held-codes'
import { isScan } from './rules'
import { countCode } from './scan-counts'

type Deps = { database?: Database; now?: Date }

const address = /^\/q\/([0-9A-Za-z-]{3,20})\/?$/

/**
 * Short links: `/q/<code>` counts a scan and sends on to where the code leads now. The address it sends to is always
 * made from the database (a page of ours, or the brand's own chat) and never from the request. A scan is a number of a second:
 * nothing about who scanned is kept, and only codes that lead somewhere are counted.
 */
export async function handleQrCode(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const url = new URL(request.url)
  const page = (name: Parameters<typeof respondPlainPage>[0]['name'], more: object = {}) =>
    respondPlainPage({ request, name, language: languageOf(request, url, 'nl'), ...more })
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return page('wrong-method', { headers: { allow: 'GET, HEAD' } })
  }
  const typed = address.exec(url.pathname)?.[1]
  if (!typed) return page('not-found')
  try {
    const { allowed } = await takeFrom('qr-redirect', clientNetwork(request.headers), database)
    const found = await findCode(database, normaliseCode(typed), now)
    if (!found) return page('not-found')
    const brand = { name: found.brandName }
    if (found.state === 'paused') return page('paused', { brand })
    if (found.expiresAt && found.expiresAt <= now) return page('code-over', { brand })
    const to = destinationOf(found)
    if (to === null) return page('gone', { brand })
    if (allowed && isScan(request.method, request.headers)) countCode(found, 'scans', { database, now })
    return respondRedirect(to, 302)
  } catch (error) {
    getLog('qr-codes').error({ err: error }, 'a short link could not be followed')
    return page('unavailable')
  }
}

/** Null while there is nowhere to go: the page is not live, or no number is connected. */
function destinationOf(code: HeldCode): string | null {
  if (code.kind === 'chat') return code.chatLink
  return code.pageState === 'published' ? `/p/${code.slug}?q=${code.code}` : null
}
