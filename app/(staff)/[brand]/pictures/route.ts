import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { readPicture } from '@/app/read-picture'
import { addPicture } from '@/core/sources/pictures/commands'
import { listPictures } from '@/core/sources/pictures/library'

const params = z.object({ brand: z.string() })

/** The brand's pictures, newest first. */
export const GET = brandRoute(params, async (ctx) => Response.json(await listPictures(ctx)))

/** One more picture, as raw bytes. */
export const POST = brandRoute(params, async (ctx, _, request) =>
  Response.json(await addPicture(ctx, await readPicture(request))),
)
