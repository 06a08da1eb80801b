import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { readPicture } from '@/app/read-picture'
import { changeLogo, removeLogo } from '@/core/sources/look/commands'

const params = z.object({ brand: z.string() })

/** A new logo, a drawing or a bitmap, as raw bytes. */
export const POST = brandRoute(params, async (ctx, _, request) => {
  await changeLogo(ctx, await readPicture(request))
  return new Response(null, { status: 204 })
})

export const DELETE = brandRoute(params, async (ctx) => {
  await removeLogo(ctx)
  return new Response(null, { status: 204 })
})
