import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { countOf, type RetentionRule } from '../rule'

/** Imports that ended, or that nobody went on with, and of which the file or what its rows say of people is still there. */
const meant = (ctx: BrandContext, before: SQL): SQL => sql`
  from imports as i where i.brand_id = ${ctx.scope.brandId}::uuid and coalesce(i.finished_at, i.updated_at) < ${before}
    and i.state not in ('running', 'undoing', 'checking') and (
      i.sample is not null
      or exists (select from import_chunks as c where c.brand_id = i.brand_id and c.import_id = i.id)
      or exists (select from import_rows as r where r.brand_id = i.brand_id and r.import_id = i.id
        and (r.name is not null or r.details is not null or r.cells is not null)))`

/** The file, its sample and the details of its rows go; what the import came to and its proof of consent stay. */
export const importFiles: RetentionRule = {
  count: (ctx, before) => countOf(ctx, sql`select count(*)::int as number ${meant(ctx, before)}`),
  forgetSome: (ctx, before) =>
    inTransaction(ctx, async (ctx) => {
      const [next] = await ctx.db.execute<{ id: string }>(
        sql`select i.id ${meant(ctx, before)} order by i.id limit 1 for update skip locked`,
      )
      if (!next) return 0
      const ofImport = sql`brand_id = ${ctx.scope.brandId}::uuid and import_id = ${next.id}::uuid`
      await ctx.db.execute(sql`delete from import_chunks where ${ofImport}`)
      await ctx.db.execute(sql`update import_rows set name = null, details = null, cells = null
        where ${ofImport} and (name is not null or details is not null or cells is not null)`)
      await ctx.db.execute(sql`update imports set sample = null
        where brand_id = ${ctx.scope.brandId}::uuid and id = ${next.id}::uuid`)
      return 1
    }),
}
