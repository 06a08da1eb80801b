import { randomBytes, timingSafeEqual } from 'node:crypto'
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '@/db/client'
import { apiKeys } from '@/db/schema/api-keys'
import { staff } from '@/db/schema/staff'
import { type ApiScope, apiScopes } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { sha256 } from '../platform/crypto'
import { isTaken } from '../platform/database-errors'
import { AppError } from '../platform/errors'
import { newCode, newId } from '../platform/ids'
import { openBrandForSystem, requirePermission } from './gate'
import { createApiKeySchema, revokeApiKeySchema } from './schema'

/** `vk_W3N8K7QZ_…`: a mark that secret scanners can look for, the public code, and 256 random bits. */
const pattern = /^vk_([0-9A-HJKMNP-TV-Z]{10})_([A-Za-z0-9_-]{43})$/

/**
 * Makes a key. The whole of it is in this answer and nowhere else, ever.
 * @throws AppError `not-allowed`, `api-key-name-taken` (field `name`) for a name that is taken
 */
export async function createApiKey(
  ctx: BrandContext,
  input: z.input<typeof createApiKeySchema>,
): Promise<{ id: string; key: string }> {
  const { name, scopes } = createApiKeySchema.parse(input)
  requirePermission(ctx, 'api-keys.write')
  if (ctx.actor.type !== 'staff') throw new AppError('not-allowed')
  const { brandId } = ctx.scope
  const createdBy = ctx.actor.staffId
  const [id, code, secret] = [newId(ctx.now), newCode(10), randomBytes(32).toString('base64url')]
  try {
    await inTransaction(ctx, async (ctx) => {
      await ctx.db.insert(apiKeys).values({
        ...{ brandId, id, name, code, scopes, createdBy, createdAt: ctx.now },
        // The secret has 256 random bits: a plain hash cannot be searched, and a slow one would cost each call.
        secretHash: sha256(secret),
      })
      await recordAudit(ctx, {
        brandId,
        action: 'api-key.create',
        subjectType: 'api-key',
        subjectId: id,
        details: { scopes },
      })
    })
  } catch (error) {
    if (isTaken(error)) throw new AppError('api-key-name-taken', { field: 'name' })
    throw error
  }
  return { id, key: `vk_${code}_${secret}` }
}

/** Ends a key at once and for good. @throws AppError `not-allowed`, `not-found` */
export async function revokeApiKey(
  ctx: BrandContext,
  input: z.input<typeof revokeApiKeySchema>,
): Promise<void> {
  const { apiKeyId } = revokeApiKeySchema.parse(input)
  requirePermission(ctx, 'api-keys.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKeys.brandId, brandId), eq(apiKeys.id, apiKeyId), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id })
    if (rows.length === 0) throw new AppError('not-found')
    await recordAudit(ctx, {
      brandId,
      action: 'api-key.revoke',
      subjectType: 'api-key',
      subjectId: apiKeyId,
    })
  })
}

export type ApiKeyView = {
  id: string
  name: string
  code: string
  scopes: ApiScope[]
  createdAt: Date
  createdByName: string | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** All keys of the brand, the newest first, those that were revoked among them. Never their secrets. */
export async function listApiKeys(ctx: BrandContext): Promise<ApiKeyView[]> {
  return ctx.db
    .select({
      ...{ id: apiKeys.id, name: apiKeys.name, code: apiKeys.code, scopes: apiKeys.scopes },
      ...{ createdAt: apiKeys.createdAt, createdByName: staff.name },
      ...{ lastUsedAt: apiKeys.lastUsedAt, revokedAt: apiKeys.revokedAt },
    })
    .from(apiKeys)
    .leftJoin(staff, eq(staff.id, apiKeys.createdBy))
    .where(eq(apiKeys.brandId, ctx.scope.brandId))
    .orderBy(desc(apiKeys.createdAt))
}

/** When a key was last used is kept to the minute, so that a busy one does not write with every call. */
const noteEveryMs = 60_000

/**
 * Opens the brand that a key belongs to. Unknown, wrong and revoked keys are told apart by nobody.
 * @throws AppError `not-signed-in`, `not-allowed` for a key without this scope
 */
export async function openBrandByApiKey(
  input: { db: Db; now: Date },
  presented: string,
  scope: ApiScope,
): Promise<{ ctx: BrandContext; apiKeyId: string }> {
  const [, code = '', secret = ''] = pattern.exec(presented) ?? []
  const [key] = code ? await input.db.select().from(apiKeys).where(eq(apiKeys.code, code)) : []
  if (!key || key.revokedAt || !timingSafeEqual(sha256(secret), key.secretHash)) {
    throw new AppError('not-signed-in')
  }
  if (!key.scopes.some((one) => apiScopes.includes(one) && one === scope)) throw new AppError('not-allowed')
  const minuteAgo = new Date(input.now.getTime() - noteEveryMs)
  await input.db
    .update(apiKeys)
    .set({ lastUsedAt: input.now })
    .where(
      and(
        eq(apiKeys.brandId, key.brandId),
        eq(apiKeys.id, key.id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minuteAgo)),
      ),
    )
  const ctx = await openBrandForSystem(
    { ...input, actor: { type: 'api-key', apiKeyId: key.id } },
    key.brandId,
  )
  return { ctx, apiKeyId: key.id }
}
