import { type SQL, sql } from 'drizzle-orm'
import type { BrandContext } from '../brands/scope'

/** Receipts come late; a delivery that waited longer than this is found by the nightly look further back. */
const slackMinutes = 30
const nightlyDays = 30
const chunk = 5_000

/**
 * Keeps with each person what they do with our messages: the last one they got, the last time they read one and pressed a
 * button under one, and how many came since the last that they read. The list, and segments of behaviour, read these
 * instead of a person's messages. Looks at whom anything happened to since the last time; once a night at everybody of
 * the last 30 days.
 */
export async function refreshActivity(ctx: BrandContext): Promise<void> {
  const { brandId } = ctx.scope
  const [mark] = await ctx.db.execute<{ activity_at: string | null; is_new_day: boolean }>(sql`
    select activity_at, activity_at::date < ${ctx.now.toISOString()}::timestamptz::date as is_new_day
    from roll_up_marks where brand_id = ${brandId}`)
  const since = !mark?.activity_at
    ? sql`'-infinity'::timestamptz`
    : mark.is_new_day
      ? sql`${mark.activity_at}::timestamptz - make_interval(days => ${nightlyDays})`
      : sql`${mark.activity_at}::timestamptz - make_interval(mins => ${slackMinutes})`
  await recompute(ctx, touchedSince(brandId, since))
  await ctx.db.execute(sql`
    insert into roll_up_marks (brand_id, refreshed_at, activity_at)
    select ${brandId}::uuid, '-infinity', ${ctx.now.toISOString()}::timestamptz
    where exists (select from roll_up_marks where brand_id = ${brandId})
    on conflict (brand_id) do update set activity_at = excluded.activity_at`)
}

/** The same for everybody, from nothing. Gives what refreshing has kept. */
export function rebuildActivity(ctx: BrandContext): Promise<void> {
  return recompute(ctx, sql`select id from subscribers where brand_id = ${ctx.scope.brandId}::uuid`)
}

const touchedSince = (brandId: string, since: SQL): SQL => sql`
  select subscriber_id as id from messages where brand_id = ${brandId}::uuid and accepted_at >= ${since}
  union select subscriber_id from messages where brand_id = ${brandId}::uuid and read_at >= ${since}
  union select subscriber_id from inbound_messages
    where brand_id = ${brandId}::uuid and at >= ${since} and subscriber_id is not null and ${pressed}`

/** A button under a message of ours, or a line of a list. */
const pressed = sql`type in ('button', 'interactive')`

/** In short statements, each on its own: no row is held longer than its chunk takes. */
async function recompute(ctx: BrandContext, people: SQL): Promise<void> {
  const { brandId } = ctx.scope
  const rows = await ctx.db.execute<{ id: string }>(sql`select id from (${people}) as touched order by id`)
  const ids = rows.map(({ id }) => id)
  for (let from = 0; from < ids.length; from += chunk) {
    const some = sql.param(`{${ids.slice(from, from + chunk).join(',')}}`)
    await ctx.db.execute(sql`
      with touched as (
        select s.id, m.last_message_at, m.last_read_at, coalesce(m.unread, 0)::int as unread, p.last_pressed_at
        from unnest(${some}::uuid[]) as one(id)
        join subscribers s on s.brand_id = ${brandId}::uuid and s.id = one.id
        left join lateral (
          select max(accepted_at) as last_message_at, max(read_at) as last_read_at,
            count(*) filter (where accepted_at > coalesce(last_read, '-infinity')) as unread
          from (
            select accepted_at, read_at, max(accepted_at) filter (where read_at is not null) over () as last_read
            from messages where brand_id = s.brand_id and subscriber_id = s.id and accepted_at is not null
          ) as each
        ) as m on true
        left join lateral (
          select max(at) as last_pressed_at from inbound_messages
          where brand_id = s.brand_id and subscriber_id = s.id and ${pressed}
        ) as p on true
      )
      update subscribers s
      set last_message_at = t.last_message_at, last_read_at = t.last_read_at, unread_in_a_row = t.unread,
        last_pressed_at = t.last_pressed_at
      from touched t
      where s.brand_id = ${brandId}::uuid and s.id = t.id
        and (s.last_message_at, s.last_read_at, s.unread_in_a_row, s.last_pressed_at)
          is distinct from (t.last_message_at, t.last_read_at, t.unread, t.last_pressed_at)`)
  }
}
