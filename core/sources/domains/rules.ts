import { BlockList, isIP } from 'node:net'

/** A host name as it is typed, perhaps as a whole address: `https://Hallo.Fietserij.nl/` is `hallo.fietserij.nl`. */
export function readHost(typed: string, allowLocal: boolean): string | undefined {
  const trimmed = typed.trim().toLowerCase()
  const address = /^https?:\/\//.test(trimmed) ? trimmed : `https://${trimmed}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  // URL writes Cyrillic and other scripts as the DNS does (xn--…), so what is compared is what browsers send.
  const { hostname, host } = url
  if (url.username || url.pathname !== '/' || url.search || url.hash) return undefined
  if (hostname.length > 253 || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  const isName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname)
  if (!isName) return undefined
  if (allowLocal) return host
  // In public there is one port, and names that only a network of our own knows lead nowhere.
  return url.port === '' && !/\.(localhost|local|internal|test|invalid|example)$/.test(hostname)
    ? host
    : undefined
}

/** Addresses that no public web page has (RFC 6890): a domain that points there points into somebody's network, perhaps ours. */
const inside = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(network, prefix, 'ipv4')
}
/** Of IPv6 only the global part is public, less what is embedded IPv4 or documentation. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
const notGlobal = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  notGlobal.addSubnet(network, prefix, 'ipv6')
}

/** Whether an IP address is one that anybody on the internet can reach. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !inside.check(address, 'ipv4')
  if (version !== 6) return false
  return globalUnicast.check(address, 'ipv6') && !notGlobal.check(address, 'ipv6')
}
