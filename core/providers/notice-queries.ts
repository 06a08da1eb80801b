import { and, desc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm'
import { accountNotices } from '@/db/schema/webhooks'
import { whatsappAccounts } from '@/db/schema/whatsapp-accounts'
import type { SendingPause } from '@/db/states'
import type { BrandContext } from '../brands/scope'

export type AccountNotice = typeof accountNotices.$inferSelect & {
  /** The number it is about. */
  phoneE164: string
}

/** What a notice holds back at this moment; null until somebody lifts it. */
export type HeldBack = { pause: SendingPause; until: Date | null }

export type OpenNotice = AccountNotice & { holdsBack: HeldBack | null }

const withAccount = (ctx: BrandContext) =>
  ctx.db
    .select({
      ...getTableColumns(accountNotices),
      phoneE164: whatsappAccounts.displayPhoneE164,
      pause: sql<SendingPause | null>`case
        when ${whatsappAccounts.sendingPausedAt} = ${accountNotices.at}
          and ${whatsappAccounts.sendingPausedReason} = ${accountNotices.event}
          and (${whatsappAccounts.sendingPausedUntil} is null
            or ${whatsappAccounts.sendingPausedUntil} > ${ctx.now.toISOString()}::timestamptz)
        then ${whatsappAccounts.sendingPaused} end`,
      until: whatsappAccounts.sendingPausedUntil,
    })
    .from(accountNotices)
    .innerJoin(
      whatsappAccounts,
      and(
        eq(whatsappAccounts.brandId, accountNotices.brandId),
        eq(whatsappAccounts.id, accountNotices.accountId),
      ),
    )

/** What WhatsApp told and nobody has seen to yet, with what it holds back; the newest first. */
export async function listOpenNotices(ctx: BrandContext): Promise<OpenNotice[]> {
  const rows = await withAccount(ctx)
    .where(and(eq(accountNotices.brandId, ctx.scope.brandId), isNull(accountNotices.endedAt)))
    .orderBy(desc(accountNotices.at), desc(accountNotices.id))
    .limit(20)
  return rows.map(({ pause, until, ...notice }) => ({
    ...notice,
    holdsBack: pause ? { pause, until } : null,
  }))
}

/** What WhatsApp told and is over, or was only for the record: the last ten. */
export async function listPastNotices(ctx: BrandContext): Promise<AccountNotice[]> {
  const rows = await withAccount(ctx)
    .where(and(eq(accountNotices.brandId, ctx.scope.brandId), isNotNull(accountNotices.endedAt)))
    .orderBy(desc(accountNotices.at), desc(accountNotices.id))
    .limit(10)
  return rows.map(({ pause: _pause, until: _until, ...notice }) => notice)
}
