import { and, eq, inArray, sql } from 'drizzle-orm'
import { landingPageVersions } from '@/db/schema/landing-pages'
import type { AskReason, BlockReason, PublicLanguage } from '@/db/states'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { askReasonSql } from '../policy/ask-to-confirm'
import { getMessagingRoom } from '../policy/messaging-limit'
import { topicsSaid } from '../sources/landing-pages/consent-sentence/rules'
import { consentBlock } from '../sources/landing-pages/document/rules'
import { pageContentSchema } from '../sources/landing-pages/schema'
import { cleanValue } from '../templates/rules'
import { type ClaimedMessage, instantSql, leaseFrom, type PersonRow, personOf } from './claimed'

type QuestionRow = PersonRow & {
  reason: AskReason | BlockReason | null
  template_id: string
  template_name: string
  template_language: string
  code: string
  language: PublicLanguage
  version_id: string
}

const joins = sql`
  join subscribers on subscribers.brand_id = messages.brand_id and subscribers.id = messages.subscriber_id
  join sign_ups on sign_ups.brand_id = messages.brand_id and sign_ups.id = messages.sign_up_id
  join templates on templates.brand_id = messages.brand_id and templates.id = messages.template_id`

/**
 * Takes the questions that are due and may go; the others are skipped with their reason, for good: who is not asked can
 * still write to us, as the page says. Call it under the account's lock. What the 24-hour limit has no room for waits.
 */
export async function claimQuestions(
  ctx: BrandContext,
  accountId: string,
  limit: number,
): Promise<{ messages: ClaimedMessage[]; skipped: number }> {
  if (limit <= 0) return { messages: [], skipped: 0 }
  const brandId = sql`${ctx.scope.brandId}::uuid`
  const p = { brandId: ctx.scope.brandId, now: ctx.now }
  const { left } = await getMessagingRoom(ctx)
  const rows = await ctx.db.execute<QuestionRow>(sql`
    with due as (
      select id, due_at from messages
      where brand_id = ${brandId} and campaign_id is null and sign_up_id is not null and state = 'queued'
        and account_id = ${accountId}::uuid and due_at <= ${instantSql(ctx.now)}
      order by due_at, id limit ${limit}::int
      for update skip locked
    ), asked as (
      select messages.id, due.due_at, subscribers.phone_e164, subscribers.wa_user_id, subscribers.name,
        templates.name as template_name, templates.language as template_language,
        sign_ups.code, sign_ups.language, sign_ups.landing_page_version_id as version_id,
        ${askReasonSql(p)} as reason
      from due join messages on messages.brand_id = ${brandId} and messages.id = due.id ${joins}
    ), judged as (
      select asked.*, count(*) filter (where reason is null) over (order by due_at, id) as nth from asked
    )
    update messages set
      state = case when judged.reason is null then 'sending' else 'skipped' end,
      skip_reason = judged.reason,
      lease_until = case when judged.reason is null then ${instantSql(leaseFrom(ctx.now))} end,
      attempts = messages.attempts + (judged.reason is null)::int
    from judged
    where messages.brand_id = ${brandId} and messages.id = judged.id
      and (judged.reason is not null or ${left === null ? sql`true` : sql`judged.nth <= ${left}::int`})
    returning messages.id, messages.subscriber_id, messages.template_id, judged.phone_e164, judged.wa_user_id,
      judged.name, messages.attempts, judged.reason, judged.template_name, judged.template_language, judged.code,
      judged.language, judged.version_id`)
  const going = rows.filter((row) => row.reason === null)
  return { messages: await fill(ctx, going), skipped: rows.length - going.length }
}

async function fill(ctx: BrandContext, rows: readonly QuestionRow[]): Promise<ClaimedMessage[]> {
  if (rows.length === 0) return []
  const { name: brandName } = await getBrand(ctx)
  const versions = await ctx.db
    .select({ id: landingPageVersions.id, content: landingPageVersions.content })
    .from(landingPageVersions)
    .where(
      and(
        eq(landingPageVersions.brandId, ctx.scope.brandId),
        inArray(landingPageVersions.id, [...new Set(rows.map((row) => row.version_id))]),
      ),
    )
  const forms = new Map(
    versions.map(({ id, content }) => [id, consentBlock(pageContentSchema.parse(content))]),
  )
  return rows.map((row): ClaimedMessage => {
    const form = forms.get(row.version_id)
    const about = form ? topicsSaid(form, row.language) : ''
    return {
      ...personOf(row),
      question: {
        templateId: row.template_id,
        name: row.template_name,
        language: row.template_language,
        parameters: {
          // As on the page: whom the tick was for, and what about.
          body: [{ text: cleanValue(brandName) }, { text: cleanValue(about) }],
          buttons: [
            { kind: 'quick-reply', index: 0, payload: `CONFIRM:${row.code}` },
            { kind: 'quick-reply', index: 1, payload: `NOTME:${row.code}` },
          ],
        },
      },
    }
  })
}

/** Of these questions, those that may not go any more: something was said since they were claimed. */
export async function findBlockedQuestions(
  ctx: BrandContext,
  messageIds: readonly string[],
): Promise<string[]> {
  if (messageIds.length === 0) return []
  const rows = await ctx.db.execute<{ id: string; reason: string }>(sql`
    select messages.id, ${askReasonSql({ brandId: ctx.scope.brandId, now: ctx.now })} as reason
    from messages ${joins}
    where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.id in ${[...messageIds]}`)
  // A question counts itself among those that the person had.
  return rows.flatMap(({ id, reason }) => (reason === null || reason === 'asked_enough' ? [] : [id]))
}
