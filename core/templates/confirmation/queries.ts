import { and, eq, like, sql } from 'drizzle-orm'
import { templates } from '@/db/schema/templates'
import { type PublicLanguage, publicLanguages } from '@/db/states'
import type { BrandContext } from '../../brands/scope'
import { type AccountView, getAccount } from '../../providers/accounts'
import { getSendingPause } from '../../providers/notices'
import { templateComponentsSchema } from '../schema'
import { type ConfirmationStatus, confirmationName, pickConfirmation } from './rules'

/**
 * What keeps us from asking people to confirm, whatever the template. `restricted`: WhatsApp restricted the account;
 * `red`: the number's quality is low; `down`: WhatsApp says that it cannot send; `unanswered`: hardly anybody confirms,
 * as when somebody types in numbers that are not theirs.
 */
export type AskingProblem = 'no-number' | 'restricted' | 'red' | 'down' | 'unanswered'

export type ConfirmationState = {
  /** Null while messages can go out. */
  problem: AskingProblem | null
  /** Whether the provider takes templates from us. CM.com does not: they are made in its own portal. */
  canMake: boolean
  languages: Record<PublicLanguage, ConfirmationStatus>
}

/** Fewer than so many questions in a day say nothing about who types in the numbers. */
const enoughAsked = 50
/** Of people who typed their own number, far more than this confirm. */
const leastShare = 0.2

/** People get half an hour before their silence counts. */
async function areUnanswered(ctx: BrandContext): Promise<boolean> {
  const at = (minutesAgo: number) => new Date(ctx.now.getTime() - minutesAgo * 60_000).toISOString()
  const [row] = await ctx.db.execute<{ asked: number; confirmed: number }>(sql`
    select count(*)::int as asked, count(sign_ups.confirmed_at)::int as confirmed
    from messages join sign_ups on sign_ups.brand_id = messages.brand_id and sign_ups.id = messages.sign_up_id
    where messages.brand_id = ${ctx.scope.brandId}::uuid and messages.sign_up_id is not null
      and messages.accepted_at is not null
      and messages.queued_at > ${at(24 * 60)}::timestamptz and messages.queued_at <= ${at(30)}::timestamptz`)
  return row !== undefined && row.asked >= enoughAsked && row.confirmed < row.asked * leastShare
}

async function findProblem(
  ctx: BrandContext,
  account: AccountView | undefined,
): Promise<AskingProblem | null> {
  if (!account) return 'no-number'
  if (await getSendingPause(ctx, account.id)) return 'restricted'
  const { status, canSend } = account.numberDetails ?? {}
  if ((status && status !== 'CONNECTED') || canSend === 'BLOCKED') return 'down'
  if (account.qualityRating === 'RED') return 'red'
  return (await areUnanswered(ctx)) ? 'unanswered' : null
}

async function listOwn(ctx: BrandContext, accountId: string) {
  const rows = await ctx.db
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.brandId, ctx.scope.brandId),
        eq(templates.accountId, accountId),
        like(templates.name, `${confirmationName}%`),
      ),
    )
    .orderBy(templates.id)
  return rows.map((row) => ({ ...row, components: templateComponentsSchema.parse(row.components) }))
}

/** Whether people can be asked to confirm by a message of ours, and how far the template of each language is. */
export async function getConfirmationState(ctx: BrandContext): Promise<ConfirmationState> {
  const account = await getAccount(ctx)
  const own = account ? await listOwn(ctx, account.id) : []
  const statusOf = (language: PublicLanguage) => pickConfirmation(own, language)?.status ?? 'none'
  return {
    problem: await findProblem(ctx, account),
    canMake: account?.provider === 'cloud-api',
    languages: Object.fromEntries(publicLanguages.map((one) => [one, statusOf(one)])) as Record<
      PublicLanguage,
      ConfirmationStatus
    >,
  }
}

/**
 * With which template, from which number, somebody can be asked now. Null where that is not possible: then people write to
 * us, as on any other page. Says nothing about the person, so the page may show it.
 */
export async function findConfirmation(
  ctx: BrandContext,
  language: PublicLanguage,
): Promise<{ accountId: string; templateId: string } | null> {
  const account = await getAccount(ctx)
  if (!account || (await findProblem(ctx, account))) return null
  const picked = pickConfirmation(await listOwn(ctx, account.id), language)
  return picked?.status === 'ready' ? { accountId: account.id, templateId: picked.template.id } : null
}
