import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { suppressions } from '@/db/schema/suppressions'
import type { SuppressionScope } from '@/db/states'
import { recordAudit } from '../audit/commands'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { parsePhone } from '../platform/phone'
import { requirePermission } from '../staff/gate'
import { suppressionHash } from './suppression-hash'
import {
  type AddSuppressionInput,
  addSuppressionSchema,
  removeSuppressionSchema,
  type SuppressInput,
  suppressSchema,
} from './suppression-schema'

const standing = (brandId: string, phoneHash: Buffer) =>
  and(eq(suppressions.brandId, brandId), eq(suppressions.phoneHash, phoneHash), isNull(suppressions.liftedAt))

const isSameReach = (
  row: { scope: SuppressionScope; topicId: string | null },
  wanted: { scope: SuppressionScope; topicId?: string | null | undefined },
) => row.scope === wanted.scope && row.topicId === (wanted.topicId ?? null)

/**
 * Puts a number on the list. An entry that reaches as far and is as new stays as it is; an older one gives way to this
 * one, since the person's latest word counts.
 * @throws AppError `not-allowed`
 */
export async function suppress(
  ctx: BrandContext,
  input: SuppressInput,
): Promise<{ id: string; added: boolean }> {
  requirePermission(ctx, 'suppressions.write')
  return suppressByRight(ctx, input)
}

/** The same for who has the right by what they do, as erasing somebody does: asks for no permission of its own. */
export async function suppressByRight(
  ctx: BrandContext,
  input: SuppressInput,
): Promise<{ id: string; added: boolean }> {
  const { identity, scope, topicId, reason, note, at = ctx.now } = suppressSchema.parse(input)
  const { brandId } = ctx.scope
  const phoneHash = suppressionHash(brandId, identity)
  return inTransaction(ctx, async (ctx) => {
    // One at a time a number, so that two imports of the same list agree.
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${phoneHash.toString('hex')}, 7))`)
    const rows = await ctx.db.select().from(suppressions).where(standing(brandId, phoneHash))
    const same = rows.find((row) => isSameReach(row, { scope, topicId }))
    if (same && same.at >= at) return { id: same.id, added: false }
    if (same) await lift(ctx, same.id, 'removed', null)
    const id = newId(ctx.now)
    await ctx.db.insert(suppressions).values({
      ...{ brandId, id, phoneHash, scope, topicId: topicId ?? null, reason, note: note || null, at },
      ...{ addedAt: ctx.now, actorType: ctx.actor.type, actorId: actorId(ctx.actor) },
    })
    await recordAudit(ctx, {
      brandId,
      action: 'suppression.add',
      subjectType: 'suppression',
      subjectId: id,
      details: { scope, reason, ...(topicId ? { topicId } : {}) },
    })
    return { id, added: true }
  })
}

/**
 * Puts a number on the list as staff type it.
 * @throws AppError `phone-missing`, `phone-invalid`, `not-allowed`
 */
export async function addSuppression(
  ctx: BrandContext,
  input: AddSuppressionInput,
): Promise<{ id: string; added: boolean }> {
  const { phone, ...entry } = addSuppressionSchema.parse(input)
  requirePermission(ctx, 'suppressions.write')
  const parsed = parsePhone(phone, (await getBrand(ctx)).defaultCountry)
  if (typeof parsed === 'string') throw new AppError(parsed, { field: 'phone' })
  return suppress(ctx, { ...entry, identity: parsed.e164 })
}

/**
 * Takes an entry off the list. Only an owner, and only with a reason: from then on the brand answers for it.
 * @throws AppError `not-allowed`, `not-found`
 */
export async function removeSuppression(
  ctx: BrandContext,
  input: z.input<typeof removeSuppressionSchema>,
): Promise<void> {
  const { suppressionId, note } = removeSuppressionSchema.parse(input)
  requirePermission(ctx, 'suppressions.remove')
  await inTransaction(ctx, async (ctx) => {
    if (!(await lift(ctx, suppressionId, 'removed', note))) throw new AppError('not-found')
  })
}

async function lift(
  ctx: BrandContext,
  id: string,
  liftedBy: 'confirmed' | 'removed',
  liftNote: string | null,
): Promise<boolean> {
  const { brandId } = ctx.scope
  const rows = await ctx.db
    .update(suppressions)
    .set({ liftedAt: ctx.now, liftedBy, liftedActorId: actorId(ctx.actor), liftNote })
    .where(and(eq(suppressions.brandId, brandId), eq(suppressions.id, id), isNull(suppressions.liftedAt)))
    .returning({ id: suppressions.id })
  if (rows.length === 0) return false
  await recordAudit(ctx, {
    brandId,
    action: `suppression.${liftedBy === 'confirmed' ? 'lift' : 'remove'}`,
    subjectType: 'suppression',
    subjectId: id,
  })
  return true
}

/**
 * A person confirmed from their own phone: that is their own act, so entries about exactly these topics are lifted. A wider
 * entry stays for everything else; for these topics the newer confirmation wins (`suppressedSql`).
 * @returns the entries that this confirmation goes over, for the ledger
 */
export async function liftByConfirmation(
  ctx: BrandContext,
  input: { subscriberId: string; topicIds: string[]; at: Date },
): Promise<string[]> {
  const { brandId } = ctx.scope
  const [person] = await ctx.db
    .select({ phone: subscribers.phoneE164, waUserId: subscribers.waUserId })
    .from(subscribers)
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, input.subscriberId)))
  const identity = person?.phone ?? person?.waUserId
  if (!identity) return []
  const rows = await ctx.db
    .select()
    .from(suppressions)
    .where(standing(brandId, suppressionHash(brandId, identity)))
  const older = rows.filter((row) => row.at < input.at)
  const reached = older.filter((row) => row.topicId === null || input.topicIds.includes(row.topicId))
  for (const row of reached) if (row.scope === 'topic') await lift(ctx, row.id, 'confirmed', null)
  return reached.map((row) => row.id)
}
