import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * A document that is sent many times. Each way of compressing it is made when first asked for. `tag` names what it says:
 * documents that differ only in when they were served have the same one.
 */
export type Prepared = { plain: Buffer; tag: string; gzip?: Buffer; br?: Buffer }

/** Prepares a document for many answers. */
export const prepare = (html: string, tag: string): Prepared => ({ plain: Buffer.from(html, 'utf8'), tag })

/** A document compressed: small enough for a phone with one bar, and quick enough to be done anew every second. */
export function compressed(prepared: Prepared, coding: 'gzip' | 'br'): Buffer {
  const known = prepared[coding]
  if (known) return known
  const { plain } = prepared
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  const made = coding === 'gzip' ? gzipSync(plain, { level: 7 }) : brotliCompressSync(plain, { params })
  prepared[coding] = made
  return made
}

type MakeAnswer = (body: Buffer | null, init: { status: number; headers: Record<string, string> }) => Response

/** As the standard has it: bytes are copied, and read again as a stream. */
const standardAnswer: MakeAnswer = (body, init) => new Response(body && new Uint8Array(body), init)

let makeAnswer = standardAnswer

/** A server that writes answers to the wire itself hands in how it likes them made: on the hot path the copies are half of the work. */
export function answerBy(make: MakeAnswer): void {
  makeAnswer = make
}

type Sent = {
  request: Request
  body: string | Prepared
  styleHash: string
  /** SHA-256 of the one script that may run, base64. None by default. */
  scriptHash?: string
  status?: number
  headers?: Record<string, string>
}

/** Nothing may run but what is named, nothing may be fetched but pictures of ours, nothing may frame us; forms go to us alone. */
const policyOf = (styleHash: string, scriptHash?: string) =>
  `default-src 'none'; ${scriptHash ? `script-src 'sha256-${scriptHash}'; ` : ''}style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

const accepts = (header: string, coding: string) =>
  header.split(',').some((part) => {
    const [name, weight] = part.trim().split(';')
    return name === coding && !/q=0(\.0+)?$/.test(weight ?? '')
  })

/** What is sent once is not worth the slower of the two. */
const codingFor = (accepted: string, isPrepared: boolean) =>
  isPrepared && accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'plain'

/**
 * An HTML answer: compressed as the browser allows, with the policy for its one style element. A prepared body may
 * be kept by the browser but is asked after each time (ETag, 304); any other is not kept at all.
 */
export function respondHtml(sent: Sent): Response {
  const { request, body, styleHash, scriptHash, status = 200, headers = {} } = sent
  const prepared = typeof body !== 'string'
  const document = prepared ? body : prepare(body, '')
  const accepted = request.headers.get('accept-encoding') ?? ''
  const coding = codingFor(accepted, prepared)
  const bytes = coding === 'plain' ? document.plain : compressed(document, coding)
  const all: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyOf(styleHash, scriptHash),
    'cache-control': prepared ? 'no-cache' : 'no-store',
    vary: 'accept-language, accept-encoding',
    'x-content-type-options': 'nosniff',
    // Keeps `Origin` on our own form, and tells other sites nothing.
    'referrer-policy': 'same-origin',
    ...(coding === 'plain' ? {} : { 'content-encoding': coding }),
    ...headers,
  }
  if (prepared && status === 200) {
    // Weak (RFC 9110, 8.8.1): the bytes differ from second to second, what they say does not.
    const etag = `W/"${document.tag}-${coding}"`
    all.etag = etag
    const known = request.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim())
    if (known?.includes(etag)) {
      const { 'content-type': _, 'content-encoding': __, ...kept } = all
      return makeAnswer(null, { status: 304, headers: kept })
    }
  }
  all['content-length'] = String(bytes.length)
  const isHead = request.method === 'HEAD'
  return makeAnswer(isHead ? null : bytes, { status, headers: all })
}

/** Sends on to an address of our own making, never one that was taken from a request. */
export function respondRedirect(location: string, status: 302 | 303): Response {
  const headers = { location, 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }
  return makeAnswer(null, { status, headers })
}
