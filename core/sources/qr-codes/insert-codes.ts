import { sql } from 'drizzle-orm'
import { qrCodes } from '@/db/schema/qr-codes'
import type { BrandContext } from '../../brands/scope'
import { newCode } from '../../platform/ids'
import { insertMany } from '../../platform/insert-many'
import { qrCodeLength } from './rules'

type Row = Omit<typeof qrCodes.$inferInsert, 'code'>

/**
 * Inserts codes, each with a short code that nobody has, and answers these in the order of the rows.
 * @throws whatever a label that is taken throws (`isTaken`)
 */
export async function insertCodes(ctx: BrandContext, rows: readonly Row[]): Promise<string[]> {
  const made = new Map<string, string>()
  let waiting = rows
  while (waiting.length > 0) {
    const inserted = await insertMany<typeof qrCodes, { id: string; code: string }>(
      ctx,
      qrCodes,
      waiting.map((row) => ({ ...row, code: newCode(qrCodeLength) })),
      // Another's code, one chance in some thousands: that row takes the next.
      sql`on conflict (code) do nothing returning id, code`,
    )
    for (const { id, code } of inserted) made.set(id, code)
    waiting = waiting.filter(({ id }) => !made.has(id))
  }
  return rows.map(({ id }) => made.get(id) ?? '')
}
