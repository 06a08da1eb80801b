import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export type Weighed = {
  url: string
  status: number
  contentType: string
  /** Everything that came over the connection: status line, headers and compressed body. */
  wireBytes: number
  body: string
}

/** Fetches an address as a browser would, on a connection of its own, and weighs what came. */
export function weigh(url: string): Promise<Weighed> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip, br', accept: 'text/html,*/*', connection: 'close' }
    request(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const raw = Buffer.concat(chunks)
        const encoding = response.headers['content-encoding']
        const body =
          encoding === 'br' ? brotliDecompressSync(raw) : encoding === 'gzip' ? gunzipSync(raw) : raw
        resolve({
          url,
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          wireBytes: response.socket.bytesRead,
          body: body.toString('utf8'),
        })
      })
      response.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

/** What a page loads when it is opened: style sheets, pictures, fonts, scripts, icons; data: addresses cost nothing more. */
export function loadedBy({ body, url }: Weighed): string[] {
  const found = [
    ...[...body.matchAll(/<(?:img|script|source|iframe|video|audio|embed)\b[^>]*?\ssrc="([^"]+)"/gi)],
    ...[
      ...body.matchAll(
        /<link\b(?=[^>]*\brel="[^"]*(?:stylesheet|icon|preload|manifest)[^"]*")[^>]*?\shref="([^"]+)"/gi,
      ),
    ],
    ...[...body.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/gi)],
  ].map(([, address = '']) => address.replaceAll('&amp;', '&'))
  const absolute = found
    .filter((address) => !/^(data:|#)/i.test(address))
    .map((address) => new URL(address, url).toString())
  return [...new Set(absolute)]
}
