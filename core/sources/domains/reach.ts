import { lookup } from 'node:dns/promises'
import { Agent, request } from 'undici'
import type { DomainProblem } from '@/db/states'
import { proofOf, proofPath } from './proof'
import { isPublicAddress } from './rules'

export type Lookup = (hostname: string) => Promise<{ address: string; family: number }[]>

const lookUp: Lookup = (hostname) => lookup(hostname, { all: true })

const waitMs = 5_000
const maxBytes = 200

/**
 * Asks a host for our word. The address is looked up once and the connection goes to exactly that address, so a name cannot
 * lead elsewhere between the look and the call; redirects are not followed; no more is read than the word is long.
 * @param options.allowInside whether addresses inside a network will do: on a developer's machine only
 * @returns what is the matter, or undefined when the host leads here
 */
export async function findDomainProblem(
  host: string,
  token: string,
  {
    scheme,
    allowInside,
    lookup = lookUp,
  }: { scheme: 'http:' | 'https:'; allowInside: boolean; lookup?: Lookup },
): Promise<DomainProblem | undefined> {
  const url = new URL(`${scheme}//${host}${proofPath(token)}`)
  const found = await lookup(url.hostname).catch(() => [])
  const [first] = found
  if (!first) return 'not-found'
  if (!allowInside && !found.every(({ address }) => isPublicAddress(address))) return 'inside'
  const agent = new Agent({
    connect: {
      timeout: waitMs,
      lookup: (_name, options, answer) =>
        options.all ? answer(null, [first]) : answer(null, first.address, first.family),
    },
    headersTimeout: waitMs,
    bodyTimeout: waitMs,
    maxResponseSize: maxBytes,
  })
  try {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      signal: AbortSignal.timeout(2 * waitMs),
    })
    const said = await body.text()
    return statusCode === 200 && said.trim() === proofOf(token) ? undefined : 'elsewhere'
  } catch {
    // Refused, too slow, a certificate that is not theirs, too much to read: nobody of ours answers there.
    return 'unreachable'
  } finally {
    await agent.destroy()
  }
}
