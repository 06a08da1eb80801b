import { sql } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import type { BrandContext } from '../brands/scope'
import { newId } from '../platform/ids'
import { insertMany } from '../platform/insert-many'

/** The template that asks, and the number it goes out from. */
export type Asking = { accountId: string; templateId: string }

/**
 * Queues the question whether a sign-up was theirs, once for each sign-up. Whether it goes out is decided when it leaves
 * (core/policy/ask-to-confirm.ts) and not here, so that nothing about a number can be told from how a form is answered.
 * Call it in the transaction that records the sign-ups.
 */
export async function queueQuestions(
  ctx: BrandContext,
  questions: readonly { signUpId: string; subscriberId: string; at: Date; asking: Asking }[],
): Promise<void> {
  if (questions.length === 0) return
  const { brandId } = ctx.scope
  const made = await insertMany<typeof messages, { id: string }>(
    ctx,
    messages,
    questions.map(({ signUpId, subscriberId, at, asking }) => ({
      ...{ brandId, id: newId(at), ...asking, subscriberId, signUpId },
      ...{ state: 'queued' as const, dueAt: at, queuedAt: at },
    })),
    sql`on conflict (brand_id, sign_up_id) where sign_up_id is not null do nothing returning id`,
  )
  // The dispatcher rests when nothing is due. It hears this when the transaction commits.
  if (made.length > 0) await ctx.db.execute(sql`select pg_notify('dispatch', ${brandId})`)
}
