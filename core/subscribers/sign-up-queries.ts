import { and, eq, sql } from 'drizzle-orm'
import { messages } from '@/db/schema/campaigns'
import { signUps } from '@/db/schema/consent'
import { subscribers } from '@/db/schema/subscribers'
import type { PublicLanguage } from '@/db/states'
import type { BrandContext } from '../brands/scope'
import { AppError } from '../platform/errors'

export type SignUpView = {
  id: string
  code: string
  subscriberId: string
  /** Null once the number turned out to be somebody else's. */
  phoneE164: string | null
  language: PublicLanguage
  /** Null for a topic that was asked for on the person's own page. */
  landingPageVersionId: string | null
  qrCodeId: string | null
  createdAt: Date
  expiresAt: Date
  confirmedAt: Date | null
  expiredAt: Date | null
  refusedAt: Date | null
  /** A message with a button was queued for it; whether it went out is not for the page to say. */
  isAsked: boolean
}

/** One sign-up with the number that was typed. @throws AppError `not-found` */
export async function getSignUp(ctx: BrandContext, signUpId: string): Promise<SignUpView> {
  const [row] = await ctx.db
    .select({
      id: signUps.id,
      code: signUps.code,
      subscriberId: signUps.subscriberId,
      phoneE164: subscribers.phoneE164,
      language: signUps.language,
      landingPageVersionId: signUps.landingPageVersionId,
      qrCodeId: signUps.qrCodeId,
      createdAt: signUps.createdAt,
      expiresAt: signUps.expiresAt,
      confirmedAt: signUps.confirmedAt,
      expiredAt: signUps.expiredAt,
      refusedAt: signUps.refusedAt,
      isAsked: sql<boolean>`exists (select from ${messages}
        where ${messages.brandId} = ${signUps.brandId} and ${messages.signUpId} = ${signUps.id})`,
    })
    .from(signUps)
    .innerJoin(
      subscribers,
      and(eq(subscribers.brandId, signUps.brandId), eq(subscribers.id, signUps.subscriberId)),
    )
    .where(and(eq(signUps.brandId, ctx.scope.brandId), eq(signUps.id, signUpId)))
  if (!row) throw new AppError('not-found')
  return row
}
