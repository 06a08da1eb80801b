import { type Database, getDatabase } from '@/db/client'
import { getSettings } from '../../platform/env'
import { type DomainOwner, findDomainOwner } from './queries'

/** How long a host is believed to be whose it was. A domain that was just checked counts everywhere after that. */
const holdMs = 10_000
const roomForHosts = 500

type Held = { owner: DomainOwner | undefined; until: number }
const held = new WeakMap<Database, Map<string, Held>>()

/**
 * The host that a visitor asked for. What a proxy of ours says goes before what it called us by; without a trusted proxy that
 * header was taken out at the door.
 */
export const hostOf = (request: Request, url: URL): string =>
  (request.headers.get('x-forwarded-host')?.split(',')[0]?.trim() || url.host).toLowerCase()

/**
 * Whose own domain this host is; undefined for this server's own name, and for names that are nobody's. The name of this server costs
 * nothing; any other one query in ten seconds.
 */
export async function ownerOfHost(
  host: string,
  now: Date,
  database: Database = getDatabase(),
): Promise<DomainOwner | undefined> {
  if (host === new URL(getSettings().PUBLIC_URL).host) return undefined
  const hosts = held.get(database) ?? new Map<string, Held>()
  held.set(database, hosts)
  const known = hosts.get(host)
  if (known && known.until > now.getTime()) return known.owner
  const owner = await findDomainOwner(database, host)
  if (hosts.size >= roomForHosts) hosts.clear()
  hosts.set(host, { owner, until: now.getTime() + holdMs })
  return owner
}
