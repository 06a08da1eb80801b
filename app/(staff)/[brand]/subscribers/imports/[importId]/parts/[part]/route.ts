import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { partBytes } from '@/core/sources/imports/schema'
import { putPart } from '@/core/sources/imports/upload'

const params = z.object({ brand: z.string(), importId: z.uuid(), part: z.coerce.number().int().min(0) })

/** One part of a file, as raw bytes. The same part may come twice. */
export const PUT = brandRoute(params, async (ctx, { importId, part }, request) => {
  if (Number(request.headers.get('content-length') ?? 0) > partBytes)
    return new Response(null, { status: 413 })
  await putPart(ctx, { importId, part, bytes: Buffer.from(await request.arrayBuffer()) })
  return new Response(null, { status: 204 })
})
