import { isIPv6 } from 'node:net'

/** The header that `server.ts` sets to the address of the connection; copies from outside are taken out there. */
export const clientAddressHeader = 'x-vinkje-client-ip'

/** The address a request came from, or undefined where nothing trustworthy says. */
export function clientAddress(headers: Headers): string | undefined {
  return headers.get(clientAddressHeader)?.trim() || undefined
}

/**
 * What rate limits count by: the address, and for IPv6 its /64, because one household holds all of that.
 * Requests of unknown origin share one key.
 */
export function clientNetwork(headers: Headers): string {
  const address = clientAddress(headers)
  if (!address) return 'unknown'
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
