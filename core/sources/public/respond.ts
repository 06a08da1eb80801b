import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { sha256 } from '../../platform/crypto'

/** How an answer may be sent, with a tag for each, since a tag names the exact bytes. */
export type Encoded = { plain: Buffer; gzip?: Buffer; br?: Buffer; tag: string }

/** Compresses what will be sent many times: slow and small. */
export function encodeOnce(html: string): Encoded {
  const plain = Buffer.from(html, 'utf8')
  return {
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    br: brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    }),
    tag: sha256(plain).toString('base64url').slice(0, 22),
  }
}

/** Compresses what is sent once. */
function encodeNow(html: string): Encoded {
  const plain = Buffer.from(html, 'utf8')
  return { plain, gzip: gzipSync(plain, { level: 5 }), tag: '' }
}

type Sent = {
  request: Request
  body: string | Encoded
  styleHash: string
  status?: number
  headers?: Record<string, string>
}

/** Nothing may run or be framed; pictures come from us and forms go to us alone. */
const policy = (styleHash: string) =>
  `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

const accepts = (header: string, coding: string) =>
  header.split(',').some((part) => {
    const [name, weight] = part.trim().split(';')
    return name === coding && !/q=0(\.0+)?$/.test(weight ?? '')
  })

/**
 * An HTML answer: compressed as the browser allows, with the policy for its one style element. A prepared body may
 * be kept by the browser but is asked after each time (ETag, 304); any other is not kept at all.
 */
export function respondHtml({ request, body, styleHash, status = 200, headers = {} }: Sent): Response {
  const prepared = typeof body !== 'string'
  const encoded = prepared ? body : encodeNow(body)
  const accepted = request.headers.get('accept-encoding') ?? ''
  const coding = encoded.br && accepts(accepted, 'br') ? 'br' : accepts(accepted, 'gzip') ? 'gzip' : 'plain'
  const bytes = encoded[coding] ?? encoded.plain
  const all: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(styleHash),
    'cache-control': prepared ? 'no-cache' : 'no-store',
    vary: 'accept-language, accept-encoding',
    'x-content-type-options': 'nosniff',
    // Keeps `Origin` on our own form, and tells other sites nothing.
    'referrer-policy': 'same-origin',
    ...(coding === 'plain' ? {} : { 'content-encoding': coding }),
    ...headers,
  }
  if (prepared && status === 200) {
    const etag = `"${encoded.tag}-${coding}"`
    all.etag = etag
    const known = request.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
    if (known?.includes(etag)) {
      const { 'content-type': _, 'content-encoding': __, ...kept } = all
      return new Response(null, { status: 304, headers: kept })
    }
  }
  all['content-length'] = String(bytes.length)
  const isHead = request.method === 'HEAD'
  return new Response(isHead ? null : new Uint8Array(bytes), { status, headers: all })
}

/** Sends on to an address of our own. `path` starts with a slash and is made by us, never taken from a request. */
export function respondRedirect(path: string, status: 302 | 303): Response {
  return new Response(null, {
    status,
    headers: { location: path, 'cache-control': 'no-store', 'referrer-policy': 'same-origin' },
  })
}
