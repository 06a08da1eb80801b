import { sql } from 'drizzle-orm'
import type { importRows } from '@/db/schema/imports'
import { attributeDefinitions, subscriberTags } from '@/db/schema/subscribers'
import type { BrandContext } from '../../brands/scope'
import type { Import } from './upload'

/** The brand's own fields that this file brings, under the names of its columns. */
export async function registerFields(ctx: BrandContext, row: Import): Promise<void> {
  const fields = (row.mapping?.attributes ?? []).map(({ key, column }) => ({
    brandId: ctx.scope.brandId,
    key,
    label: row.header?.[column]?.trim().slice(0, 80) || key,
    kind: 'text' as const,
    createdAt: ctx.now,
  }))
  if (fields.length > 0) await ctx.db.insert(attributeDefinitions).values(fields).onConflictDoNothing()
}

/** Tags that are new to the brand. */
export async function registerTags(
  ctx: BrandContext,
  rows: readonly (typeof importRows.$inferSelect)[],
): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => row.details?.tags ?? []))].sort()
  if (names.length === 0) return
  const { brandId } = ctx.scope
  await ctx.db
    .insert(subscriberTags)
    .values(names.map((name) => ({ brandId, name, createdAt: ctx.now })))
    .onConflictDoNothing()
}

type Known = { row: typeof importRows.$inferSelect; subscriberId: string | null }

/**
 * People who were known get what the file knows and we did not: a name where there was none, tags and fields beside those
 * that are there. What they or staff wrote before stays.
 */
export async function fillIn(ctx: BrandContext, known: readonly Known[]): Promise<void> {
  const facts = known.flatMap(({ row, subscriberId }) =>
    subscriberId && (row.name || row.details)
      ? [
          {
            id: subscriberId,
            name: row.name,
            tags: row.details?.tags ?? [],
            attributes: row.details?.attributes ?? {},
          },
        ]
      : [],
  )
  if (facts.length === 0) return
  await ctx.db.execute(sql`
    update subscribers s
    set name = coalesce(s.name, f.name),
      tags = (select coalesce(array_agg(distinct tag order by tag), '{}') from unnest(s.tags || f.tags) tag),
      attributes = f.attributes || s.attributes
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (id uuid, name text, tags text[], attributes jsonb)
    where s.brand_id = ${ctx.scope.brandId} and s.id = f.id and s.erased_at is null
      and (s.name is null or not s.tags @> f.tags or not s.attributes ?& array(select jsonb_object_keys(f.attributes)))`)
}
