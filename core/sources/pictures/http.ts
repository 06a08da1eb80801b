import { getFileStore } from '../../platform/files/store'
import type { FileStore } from '../../platform/files/types'
import { getLog } from '../../platform/log'
import { type PictureFormat, pictureKey, pictureTypes } from './rules'

const address = /^\/pictures\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([1-9]\d{0,3})\.(avif|webp|jpg)$/

const refuse = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } })

/**
 * The files of pictures on public pages. An address stands for bytes that never change, so browsers and proxies keep
 * them for good. Asks no database. Never throws.
 */
export async function handlePicture(request: Request, files: FileStore = getFileStore()): Promise<Response> {
  const [, id, width, format] = address.exec(new URL(request.url).pathname) ?? []
  if (!id) return refuse(404)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' })
  const key = pictureKey(id, Number(width), format as PictureFormat)
  const headers: Record<string, string> = {
    'content-type': pictureTypes[format as PictureFormat],
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // A campaign or a mail may show it too.
    'cross-origin-resource-policy': 'cross-origin',
    etag: `"${key}"`,
  }
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers })
  try {
    const found = await files.get(key)
    if (!found) return refuse(404)
    headers['content-length'] = String(found.byteSize)
    if (request.method === 'GET') return new Response(found.body, { headers })
    await found.body.cancel()
    return new Response(null, { headers })
  } catch (error) {
    getLog('pictures').error({ err: error, key }, 'a picture could not be read')
    return refuse(503)
  }
}
