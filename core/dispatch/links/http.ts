import { sql } from 'drizzle-orm'
import { type Database, getDatabase } from '@/db/client'
import type { CampaignVariables } from '@/db/schema/campaigns'
import { clientNetwork } from '../../platform/client-address'
import { newId } from '../../platform/ids'
import { takeFrom } from '../../platform/limits'
import { getLog } from '../../platform/log'
import { languageOf } from '../../sources/public/language'
import { respondPlainPage } from '../../sources/public/plain-page'
import { isScan } from '../../sources/qr-codes/rules'
import { isDestination } from '../../templates/tracked-links'
import { type MessageLink, readLinkToken } from './token'

type Deps = { database?: Database; now?: Date }

const address = /^\/l\/([A-Za-z0-9_-]+)\/?$/

/**
 * `/l/<token>`: the link under a message of a campaign. Writes the click down and sends on to where the campaign says, and
 * nowhere else: the address of the request names a message, never a destination.
 */
export async function handleMessageLink(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const url = new URL(request.url)
  const language = languageOf(request, url, 'nl')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return respondPlainPage({ request, name: 'wrong-method', language, headers: { allow: 'GET, HEAD' } })
  }
  const link = readLinkToken(address.exec(url.pathname)?.[1] ?? '')
  if (!link) return respondPlainPage({ request, name: 'not-found', language })
  try {
    const { allowed } = await takeFrom('qr-redirect', clientNetwork(request.headers), database)
    const to = await follow(database, link, allowed && isScan(request.method, request.headers), now)
    if (!to) return respondPlainPage({ request, name: 'not-found', language })
    const headers = { location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
    return new Response(null, { status: 302, headers })
  } catch (error) {
    getLog('links').error({ err: error }, 'a link under a message could not be followed')
    return respondPlainPage({ request, name: 'unavailable', language })
  }
}

/** Where the button leads to now, and the click written down in the same go. */
async function follow(
  database: Database,
  { brandId, messageId, button }: MessageLink,
  count: boolean,
  now: Date,
): Promise<string | undefined> {
  const [row] = await database.db.execute<{ variables: CampaignVariables }>(sql`
    select c.variables from messages m
    join campaigns c on c.brand_id = m.brand_id and c.id = m.campaign_id
    where m.brand_id = ${brandId}::uuid and m.id = ${messageId}::uuid`)
  const value = row?.variables[`button_${button}`]
  if (value?.from !== 'text' || !isDestination(value.text)) return undefined
  if (count) {
    await database.db.execute(sql`
      insert into link_clicks (brand_id, id, campaign_id, message_id, button, at)
      select brand_id, ${newId(now)}::uuid, campaign_id, id, ${button}::smallint, ${now.toISOString()}::timestamptz
      from messages where brand_id = ${brandId}::uuid and id = ${messageId}::uuid`)
  }
  return value.text
}
