import { and, eq, isNotNull, lt } from 'drizzle-orm'
import { qrPrints } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../../brands/scope'
import { getFileStore } from '../../../platform/files/store'

const keptDays = 30

/** Removes files that were made 30 days ago. They can be made again, and what they were asked for stays known. */
export async function removeOldPrints({ db, now }: Pick<BrandContext, 'db' | 'now'>): Promise<void> {
  const old = await db
    .select({ brandId: qrPrints.brandId, id: qrPrints.id, key: qrPrints.fileKey })
    .from(qrPrints)
    .where(
      and(
        isNotNull(qrPrints.fileKey),
        lt(qrPrints.createdAt, new Date(now.getTime() - keptDays * 86_400_000)),
      ),
    )
  for (const { brandId, id, key } of old) {
    if (key) await getFileStore().remove(key)
    await db
      .update(qrPrints)
      .set({ fileKey: null, state: 'cancelled' })
      .where(and(eq(qrPrints.brandId, brandId), eq(qrPrints.id, id)))
  }
}
