import type { Database } from '@/db/client'
import { findCode } from './held-codes'
import { isScan } from './rules'
import { countCode } from './scan-counts'

/** Counts that the page behind a code was opened by somebody who came by it: the second step of the code's funnel. */
export async function countPageView(
  request: Request,
  page: { brandId: string },
  { code, database, now }: { code: string | null; database: Database; now: Date },
): Promise<void> {
  // Whatever somebody typed there is not asked about.
  if (!code || !/^[0-9A-Z]{5,8}$/.test(code) || !isScan(request.method, request.headers)) return
  const found = await findCode(database, code, now)
  if (found?.brandId === page.brandId) countCode(found, 'views', { database, now })
}
