import { and, asc, eq, type SQL } from 'drizzle-orm'
import { segments } from '@/db/schema/segments'
import { attributeDefinitions, subscriberTags } from '@/db/schema/subscribers'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import { compileGroup } from './compile'
import { type SegmentGroup, segmentRulesSchema } from './schema'

export type Segment = { id: string; name: string; rules: SegmentGroup; revision: number; updatedAt: Date }

const columns = {
  id: segments.id,
  name: segments.name,
  rules: segments.rules,
  revision: segments.revision,
  updatedAt: segments.updatedAt,
}

const toSegment = (row: Omit<Segment, 'rules'> & { rules: unknown }): Segment => ({
  ...row,
  rules: segmentRulesSchema.parse(row.rules),
})

/** The saved groups of the brand, by name. */
export async function listSegments(ctx: BrandContext): Promise<Segment[]> {
  const rows = await ctx.db
    .select(columns)
    .from(segments)
    .where(eq(segments.brandId, ctx.scope.brandId))
    .orderBy(asc(segments.name))
  return rows.map(toSegment)
}

/** One saved group. @throws AppError `not-found` */
export async function requireSegment(ctx: BrandContext, segmentId: string): Promise<Segment> {
  const [row] = await ctx.db
    .select(columns)
    .from(segments)
    .where(and(eq(segments.brandId, ctx.scope.brandId), eq(segments.id, segmentId)))
  if (!row) throw new AppError('not-found', { field: 'segmentId' })
  return toSegment(row)
}

/** Who is in a saved group now, as a condition on `subscribers`. @throws AppError `not-found` */
export async function segmentSql(ctx: BrandContext, segmentId: string): Promise<SQL> {
  return compileGroup((await requireSegment(ctx, segmentId)).rules, ctx)
}

export type AttributeDefinition = Pick<typeof attributeDefinitions.$inferSelect, 'key' | 'label' | 'kind'>

/** What can be asked about people beside what every brand knows: its attributes and tags. */
export async function listTraits(
  ctx: BrandContext,
): Promise<{ attributes: AttributeDefinition[]; tags: string[] }> {
  const { brandId } = ctx.scope
  const [attributes, tags] = await Promise.all([
    ctx.db
      .select({
        key: attributeDefinitions.key,
        label: attributeDefinitions.label,
        kind: attributeDefinitions.kind,
      })
      .from(attributeDefinitions)
      .where(eq(attributeDefinitions.brandId, brandId))
      .orderBy(asc(attributeDefinitions.label)),
    ctx.db
      .select({ name: subscriberTags.name })
      .from(subscriberTags)
      .where(eq(subscriberTags.brandId, brandId))
      .orderBy(asc(subscriberTags.name))
      .limit(500),
  ])
  return { attributes, tags: tags.map((tag) => tag.name) }
}
