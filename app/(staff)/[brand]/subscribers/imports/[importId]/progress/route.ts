import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { getImportView } from '@/core/sources/imports/queries'

const params = z.object({ brand: z.string(), importId: z.uuid() })

/** Where an import stands at this moment, for the page that shows it. */
export const GET = brandRoute(params, async (ctx, { importId }) =>
  Response.json(await getImportView(ctx, importId), { headers: { 'cache-control': 'no-store' } }),
)
