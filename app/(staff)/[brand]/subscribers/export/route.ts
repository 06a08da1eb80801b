import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { download } from '@/app/stream'
import { exportFormats, exportPeople } from '@/core/subscribers/export'
import { narrowingOf, readAddress } from '../address'

const params = z.object({ brand: z.string() })
const format = z.enum(exportFormats).catch('csv')
const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** The people of the list, as it is narrowed in the address, as a file. */
export const GET = brandRoute(params, async (ctx, { brand }, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const wanted = format.parse(query['format'])
  const people = await exportPeople(ctx, { format: wanted, filters: narrowingOf(readAddress(query).list) })
  return download(people, `${brand}-${ctx.now.toISOString().slice(0, 10)}.${wanted}`, types[wanted])
})
