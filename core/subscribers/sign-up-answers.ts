import { and, eq, inArray, sql } from 'drizzle-orm'
import { signUps } from '@/db/schema/consent'
import { signUpAnswers } from '@/db/schema/sign-up-answers'
import { attributeDefinitions } from '@/db/schema/subscribers'
import type { BrandContext } from '../brands/scope'
import { openText, sealText } from '../platform/crypto'
import { type Answers, answersSchema } from './schema'

const purpose = 'sign_up_answers.sealed'

/** Keeps what was answered until the sign-up is confirmed. Who sends the form again while it waits has the last word. */
export async function keepAnswers(ctx: BrandContext, signUpId: string, answers: Answers): Promise<void> {
  if (answers.length === 0) return
  const sealed = sealText(purpose, JSON.stringify(answers))
  await ctx.db
    .insert(signUpAnswers)
    .values({ brandId: ctx.scope.brandId, signUpId, sealed, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [signUpAnswers.brandId, signUpAnswers.signUpId],
      set: { sealed, createdAt: ctx.now },
    })
}

/**
 * Gives a person what they answered on their sign-up, once it is known to be theirs.
 * @param from `person`: they confirmed, so their own words go over what was there; `form`: only the tick stands, which fills
 * what is empty and changes nothing.
 */
export async function applyAnswers(
  ctx: BrandContext,
  { signUpId, subscriberId, from }: { signUpId: string; subscriberId: string; from: 'person' | 'form' },
): Promise<void> {
  const { brandId } = ctx.scope
  const [row] = await ctx.db
    .delete(signUpAnswers)
    .where(and(eq(signUpAnswers.brandId, brandId), eq(signUpAnswers.signUpId, signUpId)))
    .returning({ sealed: signUpAnswers.sealed })
  if (!row) return
  const answers = answersSchema.parse(JSON.parse(openText(purpose, row.sealed)))
  const fields = answers.filter(({ kind }) => kind !== 'name')
  if (fields.length > 0) {
    const made = fields.map(({ key, label, kind }) => ({
      ...{ brandId, key, label, createdAt: ctx.now },
      kind: kind === 'date' ? ('date' as const) : ('text' as const),
    }))
    await ctx.db.insert(attributeDefinitions).values(made).onConflictDoNothing()
  }
  const name = answers.find(({ kind }) => kind === 'name')?.value ?? null
  const given = JSON.stringify(Object.fromEntries(fields.map(({ key, value }) => [key, value])))
  await ctx.db.execute(sql`
    update subscribers set
      name = ${from === 'person' ? sql`coalesce(${name}::text, name)` : sql`coalesce(name, ${name}::text)`},
      attributes = ${from === 'person' ? sql`attributes || ${given}::jsonb` : sql`${given}::jsonb || attributes`}
    where brand_id = ${brandId} and id = ${subscriberId} and erased_at is null`)
}

/** Forgets what was answered on these sign-ups. */
export async function dropAnswers(
  ctx: BrandContext,
  of: { signUpId: string } | { subscriberId: string },
): Promise<void> {
  const { brandId } = ctx.scope
  const ids =
    'signUpId' in of
      ? [of.signUpId]
      : ctx.db
          .select({ id: signUps.id })
          .from(signUps)
          .where(and(eq(signUps.brandId, brandId), eq(signUps.subscriberId, of.subscriberId)))
  await ctx.db
    .delete(signUpAnswers)
    .where(and(eq(signUpAnswers.brandId, brandId), inArray(signUpAnswers.signUpId, ids)))
}
