import { sql } from 'drizzle-orm'
import type { importRows } from '@/db/schema/imports'
import { attributeDefinitions } from '@/db/schema/subscribers'
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

/** The tags of the people who are to come in, those among them that are new to the brand. */
export async function registerTags(ctx: BrandContext, importId: string): Promise<void> {
  await ctx.db.execute(sql`
    insert into subscriber_tags (brand_id, name, created_at)
    select distinct r.brand_id, tag, ${ctx.now.toISOString()}::timestamptz
    from import_rows r, jsonb_array_elements_text(r.details->'tags') as tag
    where r.brand_id = ${ctx.scope.brandId} and r.import_id = ${importId} and r.outcome in ('new', 'known', 'no_consent')
    order by tag on conflict do nothing`)
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
