import { type Database, getDatabase } from '@/db/client'
import { publicLanguageFor } from '../public/language'
import { respondPlainPage } from '../public/plain-page'
import { hostOf, ownerOfHost } from './hosts'

type Deps = { database?: Database; now?: Date }

/** Whether a request came in under a brand's own domain. */
export const isOwnDomain = async (host: string, { database = getDatabase(), now = new Date() }: Deps = {}) =>
  (await ownerOfHost(host.toLowerCase(), now, database)) !== undefined

/**
 * What a brand's own domain answers beside its pages: its front door leads to the brand's website, and there is nothing else. Staff
 * work under this server's own name only.
 */
export async function handleElsewhere(request: Request, deps: Deps = {}): Promise<Response> {
  const { database = getDatabase(), now = new Date() } = deps
  const url = new URL(request.url)
  const owner = await ownerOfHost(hostOf(request, url), now, database)
  if (owner && url.pathname === '/') {
    return new Response(null, {
      status: 302,
      headers: { location: owner.websiteUrl, 'cache-control': 'no-store' },
    })
  }
  return respondPlainPage({ request, name: 'not-found', language: publicLanguageFor(request) })
}
