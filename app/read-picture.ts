import { AppError } from '@/core/platform/errors'
import { maxPictureBytes } from '@/core/sources/pictures/rules'

/**
 * A picture that came as raw bytes, its name in `x-file-name` (percent-encoded). Reads no more than one may hold.
 * @throws AppError `picture-too-large`
 */
export async function readPicture(request: Request): Promise<{ name: string; bytes: Buffer }> {
  if (Number(request.headers.get('content-length') ?? 0) > maxPictureBytes) {
    throw new AppError('picture-too-large')
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > maxPictureBytes) throw new AppError('picture-too-large')
    parts.push(part)
  }
  return { name: nameFrom(request.headers.get('x-file-name') ?? ''), bytes: Buffer.concat(parts) }
}

function nameFrom(header: string): string {
  try {
    return decodeURIComponent(header).slice(0, 200)
  } catch {
    return ''
  }
}
