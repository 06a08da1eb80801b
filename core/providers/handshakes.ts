import { timingSafeEqual } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import { webhookHandshakes } from '@/db/schema/webhooks'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { BrandContext } from '../brands/scope'
import type { Context } from '../platform/context'
import { openText, sealText, sha256 } from '../platform/crypto'
import { newId } from '../platform/ids'

const purpose = 'webhook_handshakes.verify_token'
/** Long enough to fetch a colleague who has the keys. */
const validForMs = 24 * 60 * 60_000

/** Compares digests, so that neither length nor content shows in the time it takes. */
const equal = (a: string, b: string) => timingSafeEqual(sha256(a), sha256(b))

/**
 * Has this callback address answer WhatsApp's handshake with this token for the next day, whether or not an account has
 * it yet. Called again, a handshake that came before no longer counts.
 */
export async function expectHandshake(
  ctx: BrandContext,
  { webhookKey, verifyToken }: { webhookKey: string; verifyToken: string },
): Promise<void> {
  const values = {
    verifyTokenSealed: sealText(purpose, verifyToken),
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + validForMs),
    answeredAt: null,
  }
  await ctx.db.delete(webhookHandshakes).where(lt(webhookHandshakes.expiresAt, ctx.now))
  await ctx.db
    .insert(webhookHandshakes)
    .values({ ...values, brandId: ctx.scope.brandId, id: newId(ctx.now), webhookKey })
    .onConflictDoUpdate({
      target: webhookHandshakes.webhookKey,
      set: values,
      setWhere: eq(webhookHandshakes.brandId, ctx.scope.brandId),
    })
}

/** What is expected at an address of this brand, with the moment it came, or undefined when nothing is (any more). */
export async function findExpectedHandshake(
  ctx: BrandContext,
  webhookKey: string,
): Promise<{ verifyToken: string; answeredAt: Date | null } | undefined> {
  const [row] = await ctx.db
    .select()
    .from(webhookHandshakes)
    .where(
      and(
        eq(webhookHandshakes.brandId, ctx.scope.brandId),
        eq(webhookHandshakes.webhookKey, webhookKey),
        gt(webhookHandshakes.expiresAt, ctx.now),
      ),
    )
  return row && { verifyToken: openText(purpose, row.verifyTokenSealed), answeredAt: row.answeredAt }
}

/** The connecting is over: the address answers by its account alone. */
export async function forgetHandshake(ctx: BrandContext, webhookKey: string): Promise<void> {
  await ctx.db
    .delete(webhookHandshakes)
    .where(
      and(eq(webhookHandshakes.brandId, ctx.scope.brandId), eq(webhookHandshakes.webhookKey, webhookKey)),
    )
}

/**
 * Whether a call to a callback address knows the token that is expected there while a number is being connected. Notes
 * that it came.
 */
export async function meetHandshake(
  ctx: Pick<Context, 'db' | 'now'>,
  { webhookKey, verifyToken }: { webhookKey: string; verifyToken: string },
): Promise<boolean> {
  const [row] = await ctx.db
    .select()
    .from(webhookHandshakes)
    .where(and(eq(webhookHandshakes.webhookKey, webhookKey), gt(webhookHandshakes.expiresAt, ctx.now)))
  if (!row || !equal(verifyToken, openText(purpose, row.verifyTokenSealed))) return false
  await ctx.db
    .update(webhookHandshakes)
    .set({ answeredAt: ctx.now })
    .where(and(eq(webhookHandshakes.brandId, row.brandId), eq(webhookHandshakes.id, row.id)))
  return true
}

/** Notes that WhatsApp shook hands with an account. Only who knows its token gets so far. */
export async function noteHandshake(
  ctx: Pick<Context, 'db' | 'now'>,
  account: { brandId: string; id: string },
): Promise<void> {
  await ctx.db
    .update(whatsappAccounts)
    .set({ handshakeAt: ctx.now })
    .where(and(eq(whatsappAccounts.brandId, account.brandId), eq(whatsappAccounts.id, account.id)))
}
