import { z } from 'zod'
import { brandRoute } from '@/app/brand-route'
import { attachProof } from '@/core/sources/imports/commands'
import { maxProofBytes } from '@/core/sources/imports/schema'

const params = z.object({ brand: z.string(), importId: z.uuid() })
const name = z.string().trim().min(1).max(255)

/** The proof file of an import, as raw bytes; its name stands in the address. */
export const PUT = brandRoute(params, async (ctx, { importId }, request) => {
  if (Number(request.headers.get('content-length') ?? 0) > maxProofBytes)
    return Response.json({ code: 'proof-unfit', field: 'proof' }, { status: 400 })
  const fileName = name.parse(new URL(request.url).searchParams.get('name'))
  await attachProof(ctx, { importId, fileName, bytes: Buffer.from(await request.arrayBuffer()) })
  return new Response(null, { status: 204 })
})
