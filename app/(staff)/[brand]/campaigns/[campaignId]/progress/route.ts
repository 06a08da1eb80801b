import { z } from 'zod'
import { requireStaff } from '@/app/session'
import { getCampaignProgress } from '@/core/campaigns/progress'
import { AppError } from '@/core/platform/errors'
import { openBrand } from '@/core/staff/gate'

const paramsSchema = z.object({ brand: z.string(), campaignId: z.uuid() })
const statuses: Partial<Record<string, number>> = { 'not-signed-in': 401, 'not-found': 404 }

/** Where the campaign stands at this moment, for the page that shows it. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ brand: string; campaignId: string }> },
) {
  const parsed = paramsSchema.safeParse(await params)
  if (!parsed.success) return new Response(null, { status: 404 })
  try {
    const ctx = await openBrand(await requireStaff(), parsed.data.brand)
    const progress = await getCampaignProgress(ctx, parsed.data.campaignId)
    return Response.json(progress, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    const status = error instanceof AppError ? statuses[error.code] : undefined
    if (status === undefined) throw error
    return new Response(null, { status })
  }
}
