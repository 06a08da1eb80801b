import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { exportPerson } from '@/core/inbound/export-person'

const params = z.object({ brand: z.string(), subscriberId: z.uuid() })

/** All that is kept about one person, as a file. */
export const GET = brandRoute(params, async (ctx, { brand, subscriberId }) => {
  const known = await exportPerson(ctx, { subscriberId })
  return new Response(`${JSON.stringify(known, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${brand}-person-${ctx.now.toISOString().slice(0, 10)}.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
