import type { IncomingMessage } from 'node:http'

/** The one header by which the rest of the house knows a visitor's address. Only this server sets it. */
export const clientAddressHeader = 'x-vinkje-client-ip'

const ours = new Set([clientAddressHeader, 'x-vinkje-client-address'])
/** What a proxy says about the visitor. Without a proxy of ours, the visitor wrote it. */
const proxys = new Set([
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
])

/**
 * Sets the visitor's address on the request and removes what the visitor could have made up, from the raw headers
 * and from the parsed ones: Node has made those already, and readers differ in which they look at.
 * @param trustProxy whether our own proxy adds the address that it sees to the end of X-Forwarded-For.
 */
export function settleClientAddress(request: IncomingMessage, trustProxy: boolean): void {
  const kept: string[] = []
  let lastHop: string | undefined
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = (request.rawHeaders[i] as string).toLowerCase()
    const value = request.rawHeaders[i + 1] as string
    if (name === 'x-forwarded-for') lastHop = value.split(',').at(-1)?.trim()
    if (ours.has(name) || (!trustProxy && proxys.has(name))) {
      delete request.headers[name]
      continue
    }
    kept.push(request.rawHeaders[i] as string, value)
  }
  const address = (trustProxy && lastHop) || request.socket.remoteAddress || ''
  const normalised = normalise(address)
  kept.push(clientAddressHeader, normalised)
  request.rawHeaders = kept
  request.headers[clientAddressHeader] = normalised
}

/** One way of writing for each address: `::ffff:192.0.2.1` is `192.0.2.1`, and some proxies add a port. */
function normalise(address: string): string {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^::ffff:(?=\d+\.)/i, '')
  return bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').toLowerCase()
}
