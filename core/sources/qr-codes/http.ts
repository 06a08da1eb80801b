import { sql } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import type { PageState, QrState } from '@/db/states'
import { clientNetwork } from '../../platform/client-address'
import { newId, normaliseCode } from '../../platform/ids'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { languageOf } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { respondRedirect } from '../public/respond'
import { isScan } from './rules'

type Deps = { database?: Database; now?: Date }

type Found = { slug: string; pageState: PageState; qrState: QrState; brandName: string }

const address = /^\/q\/([0-9A-Za-z-]{3,20})\/?$/

/**
 * Finds a code and counts the scan in one go. A scan is a row with a time: nothing about who scanned is kept. Only
 * codes that lead somewhere are counted.
 */
async function follow(
  database: Database,
  code: string,
  count: boolean,
  now: Date,
): Promise<Found | undefined> {
  const [row] = await database.db.execute<Found>(sql`
    with found as (
      select qr_codes.brand_id, qr_codes.id, qr_codes.state, landing_pages.slug,
        landing_pages.state as page_state, brands.name
      from qr_codes
      join landing_pages on landing_pages.brand_id = qr_codes.brand_id and landing_pages.id = qr_codes.landing_page_id
      join brands on brands.id = qr_codes.brand_id
      where qr_codes.code = ${code}
    ), counted as (
      insert into qr_scans (brand_id, id, qr_code_id, at)
      select brand_id, ${newId(now)}::uuid, id, ${now.toISOString()}::timestamptz
      from found where ${count} and state = 'active' and page_state = 'published'
    )
    select slug, page_state as "pageState", state as "qrState", name as "brandName" from found`)
  return row
}

/**
 * Short links: `/q/<code>` counts a scan and sends on to the page that the code leads to now. The address it sends
 * to is always one of ours, made from the database and never from the request.
 */
export async function handleQrCode(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const url = new URL(request.url)
  const language = languageOf(request, url, 'nl')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return respondPlainPage({ request, name: 'wrong-method', language, headers: { allow: 'GET, HEAD' } })
  }
  const typed = address.exec(url.pathname)?.[1]
  if (!typed) return respondPlainPage({ request, name: 'not-found', language })
  try {
    const code = normaliseCode(typed)
    const { allowed } = await takeFrom('qr-redirect', clientNetwork(request.headers), database)
    const found = await follow(database, code, allowed && isScan(request.method, request.headers), now)
    if (!found) return respondPlainPage({ request, name: 'not-found', language })
    const brand = { name: found.brandName }
    if (found.qrState === 'paused') return respondPlainPage({ request, name: 'paused', language, brand })
    if (found.pageState !== 'published') return respondPlainPage({ request, name: 'gone', language, brand })
    return respondRedirect(`/p/${found.slug}?q=${code}`, 302)
  } catch (error) {
    getLog('qr-codes').error({ err: error }, 'a short link could not be followed')
    return respondPlainPage({ request, name: 'unavailable', language })
  }
}
