import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { AppError } from '@/core/platform/errors'
import { addPicture } from '@/core/sources/pictures/commands'
import { listPictures } from '@/core/sources/pictures/queries'
import { maxPictureBytes } from '@/core/sources/pictures/rules'

const params = z.object({ brand: z.string() })

/** The brand's pictures, newest first. */
export const GET = brandRoute(params, async (ctx) => Response.json(await listPictures(ctx)))

/** One picture as raw bytes, its name in `x-file-name` (percent-encoded). Reads no more than a picture may hold. */
export const POST = brandRoute(params, async (ctx, _, request) => {
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
  const name = nameFrom(request.headers.get('x-file-name') ?? '')
  return Response.json(await addPicture(ctx, { name, bytes: Buffer.concat(parts) }))
})

function nameFrom(header: string): string {
  try {
    return decodeURIComponent(header).slice(0, 200)
  } catch {
    return ''
  }
}
