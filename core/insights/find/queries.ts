import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { BrandContext } from '../../brands/scope'
import { listSubscribers } from '../../subscribers/queries'
import type { FoundThing } from './rules'

export const findInput = z.object({ text: z.string().trim().min(2).max(80) })

/** So many of each kind: enough to recognise one, few enough to see at a glance. */
const ofEachKind = 5

const named = (ctx: BrandContext, kind: FoundThing['kind'], table: SQL, name: SQL, text: string): SQL => sql`
  (select ${kind} as kind, id, ${name} as name from ${table}
   where brand_id = ${ctx.scope.brandId}::uuid and ${name} ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}
   order by position(lower(${text}) in lower(${name})), ${name} limit ${ofEachKind})`

/**
 * What the brand has under part of a name: people (also by number, masked in the answer), pages, codes, campaigns,
 * templates and segments, at most five of each.
 */
export async function findInBrand(
  ctx: BrandContext,
  input: z.input<typeof findInput>,
): Promise<FoundThing[]> {
  const { text } = findInput.parse(input)
  const [people, things] = await Promise.all([
    listSubscribers(ctx, { search: text }),
    ctx.db.execute<FoundThing>(
      sql.join(
        [
          named(ctx, 'page', sql`landing_pages`, sql`name`, text),
          named(ctx, 'code', sql`qr_codes`, sql`label`, text),
          named(ctx, 'campaign', sql`campaigns`, sql`name`, text),
          named(ctx, 'template', sql`templates`, sql`name`, text),
          named(ctx, 'segment', sql`segments`, sql`name`, text),
        ],
        sql` union all `,
      ),
    ),
  ])
  const found = people.rows.slice(0, ofEachKind).map(
    ({ id, name, phone, username }): FoundThing => ({
      kind: 'person',
      id,
      name: name ?? phone ?? username ?? '',
      ...(name && phone ? { note: phone } : {}),
    }),
  )
  return [...found, ...things.map(({ kind, id, name }) => ({ kind, id, name }))]
}
