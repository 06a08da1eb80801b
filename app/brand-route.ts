import { z } from 'zod'
import type { BrandContext } from '@/core/brands/scope'
import { AppError, type ErrorCode } from '@/core/platform/errors'
import { openBrand } from '@/core/staff/gate'
import { requireStaff } from './session'

const statuses: Partial<Record<ErrorCode, number>> = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'import-not-ready': 409,
  'invalid-input': 400,
  'proof-unfit': 400,
  'picture-too-large': 413,
  'picture-unreadable': 415,
}

/** A page of another site can send a form here, but never this header's "same-origin". Old browsers send neither. */
function isFromElsewhere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get('host'))
}

/**
 * A route handler inside a brand: parses the parameters (which must hold `brand`), opens the brand for who is signed in,
 * and answers expected failures with a status and `{ code }`. Changes are refused when they come from another site.
 */
export function brandRoute<P extends z.ZodType<{ brand: string }>>(
  schema: P,
  work: (ctx: BrandContext, params: z.output<P>, request: Request) => Promise<Response>,
) {
  return async (request: Request, { params }: { params: Promise<unknown> }): Promise<Response> => {
    const parsed = schema.safeParse(await params)
    if (!parsed.success) return new Response(null, { status: 404 })
    if (request.method !== 'GET' && isFromElsewhere(request)) return new Response(null, { status: 403 })
    try {
      return await work(await openBrand(await requireStaff(), parsed.data.brand), parsed.data, request)
    } catch (error) {
      if (error instanceof z.ZodError) return Response.json({ code: 'invalid-input' }, { status: 400 })
      const status = error instanceof AppError ? statuses[error.code] : undefined
      if (!(error instanceof AppError) || status === undefined) throw error
      return Response.json({ code: error.code, field: error.field }, { status })
    }
  }
}
