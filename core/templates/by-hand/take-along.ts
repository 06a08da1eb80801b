import { and, eq, inArray, sql } from 'drizzle-orm'
import { templateEvents, templates } from '@/db/schema/templates'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { newId } from '../../platform/ids'
import { insertMany } from '../../platform/insert-many'
import { type Account, getAccount, requireAccount } from '../../providers/accounts'
import { requirePermission } from '../../staff/gate'
import { externalIdByHand } from './commands'

/**
 * Approved templates of numbers that sent before, which the number in use does not have: of each name and language the one
 * that was heard of last. CM.com knows parameters by their place, so those with named ones go along too.
 */
const fromBefore = (brandId: string, accountId: string) => sql`
  select distinct on (t.name, t.language) t.id from templates as t
  where t.brand_id = ${brandId}::uuid and t.account_id <> ${accountId}::uuid and t.status = 'APPROVED'
    and not exists (select from templates as mine
      where mine.brand_id = t.brand_id and mine.account_id = ${accountId}::uuid
        and mine.name = t.name and mine.language = t.language)
  order by t.name, t.language, t.synced_at desc`

/** How many templates can be taken along; none where the number's own come by themselves. */
export async function countTemplatesFromBefore(ctx: BrandContext): Promise<number> {
  const account = await getAccount(ctx)
  if (account?.provider !== 'cm') return 0
  const [row] = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${fromBefore(ctx.scope.brandId, account.id)}) as found`,
  )
  return row?.count ?? 0
}

/**
 * Takes the templates of the number before along to the one at CM.com, which lists none. Right where CM.com took over the
 * same WhatsApp account; what WhatsApp does not know there it refuses, and that is noted like any refusal.
 * @throws AppError `not-allowed`, `no-whatsapp-account`, `template-synced`
 */
export async function takeTemplatesAlong(ctx: BrandContext): Promise<{ taken: number }> {
  requirePermission(ctx, 'templates.sync')
  const account = await requireAccount(ctx)
  if (account.provider !== 'cm') throw new AppError('template-synced')
  return inTransaction(ctx, async (ctx) => {
    const taken = await copy(ctx, account)
    await recordAudit(ctx, {
      ...{ brandId: ctx.scope.brandId, action: 'template.take-along' },
      ...{ subjectType: 'whatsapp-account', subjectId: account.id, details: { taken } },
    })
    return { taken }
  })
}

async function copy(ctx: BrandContext, { id: accountId }: Account): Promise<number> {
  const { brandId } = ctx.scope
  const found = await ctx.db.execute<{ id: string }>(fromBefore(brandId, accountId))
  const before = await ctx.db
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.brandId, brandId),
        inArray(
          templates.id,
          found.map(({ id }) => id),
        ),
      ),
    )
  const rows = before.map(({ name, language, category, status, parameterFormat, components }) => ({
    ...{ brandId, id: newId(ctx.now), accountId, externalId: externalIdByHand({ name, language }) },
    ...{ name, language, category, status, parameterFormat, components, qualityScore: 'UNKNOWN' },
    ...{ syncedAt: ctx.now, createdAt: ctx.now },
  }))
  const events = rows.map(({ id, status }) => ({
    ...{ brandId, id: newId(ctx.now), templateId: id, kind: 'status' as const, current: status },
    ...{ heardFrom: 'staff' as const, at: ctx.now },
  }))
  await insertMany(ctx, templates, rows)
  await insertMany(ctx, templateEvents, events)
  return rows.length
}
