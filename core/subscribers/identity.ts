import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { z } from 'zod'
import { subscribers } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import { getBrand } from '../brands/queries'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { addPeople } from './add-people'
import { mergePeople } from './merge'
import { moveToNumber } from './number-change'
import { knownAsSchema } from './schema'

type Row = typeof subscribers.$inferSelect
export type KnownAs = z.input<typeof knownAsSchema>

/** The people behind a number and behind an id of WhatsApp: nobody, one, or two that may be one. */
export async function findByAddress(
  ctx: BrandContext,
  address: { phoneE164?: string | null | undefined; waUserId?: string | null | undefined },
): Promise<{ byNumber: Row | undefined; byUser: Row | undefined }> {
  const { phoneE164, waUserId } = address
  if (!phoneE164 && !waUserId) return { byNumber: undefined, byUser: undefined }
  const rows = await ctx.db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        or(
          phoneE164 ? eq(subscribers.phoneE164, phoneE164) : undefined,
          waUserId ? eq(subscribers.waUserId, waUserId) : undefined,
        ),
      ),
    )
    .orderBy(asc(subscribers.id))
  return {
    byNumber: phoneE164 ? rows.find((row) => row.phoneE164 === phoneE164) : undefined,
    byUser: waUserId ? rows.find((row) => row.waUserId === waUserId) : undefined,
  }
}

/**
 * The person WhatsApp names by a number, by its own id, or by both; made when new. When both come together they are
 * one person from then on: what was missing is filled in, two records are merged, and an id that comes from another
 * number than it had has moved there. Gives no consent: who writes to us has not asked for anything yet.
 * @throws AppError `not-found` when neither is given
 */
export async function recognisePerson(
  ctx: BrandContext,
  input: KnownAs,
): Promise<{ id: string; created: boolean }> {
  const known = knownAsSchema.parse(input)
  const found = await findByAddress(ctx, known)
  const only = found.byNumber ?? found.byUser
  if (only && isAllKnown(only, known) && (!found.byUser || found.byUser.id === only.id)) {
    return { id: only.id, created: false }
  }
  return inTransaction(ctx, async (ctx) => {
    const { byNumber, byUser } = await findByAddress(ctx, known)
    if (!byNumber && !byUser) return makePerson(ctx, known)
    const id = await joinAddresses(ctx, byNumber, byUser, known)
    await fillIn(ctx, id, known)
    return { id, created: false }
  })
}

const isAllKnown = (row: Row, { phoneE164, waUserId, username, name }: z.output<typeof knownAsSchema>) =>
  (!phoneE164 || row.phoneE164 === phoneE164) &&
  (!waUserId || row.waUserId === waUserId) &&
  (!username || row.username === username) &&
  (!name || row.name !== null)

async function joinAddresses(
  ctx: BrandContext,
  byNumber: Row | undefined,
  byUser: Row | undefined,
  { phoneE164, waUserId, at, evidence }: z.output<typeof knownAsSchema>,
): Promise<string> {
  if (byNumber && byUser && byNumber.id !== byUser.id) {
    if (byUser.phoneE164 === null && byNumber.waUserId === null) {
      const pair = { keepId: byNumber.id, goneId: byUser.id }
      await mergePeople(ctx, { ...pair, trust: 'both', because: 'same-webhook', evidence, at })
      return byNumber.id
    }
  }
  const person = byUser ?? byNumber
  if (!person) throw new AppError('not-found')
  if (phoneE164 && person.phoneE164 !== phoneE164) {
    await moveToNumber(ctx, { subscriberId: person.id, phoneE164, waUserId, at, evidence })
  } else if (waUserId && person.waUserId !== waUserId) {
    await setUserId(ctx, person, waUserId)
  }
  return person.id
}

/** A number keeps its person when WhatsApp gives it another id: ids belong to a business, numbers do not. */
async function setUserId(ctx: BrandContext, person: Row, waUserId: string): Promise<void> {
  const { brandId } = ctx.scope
  await ctx.db
    .update(subscribers)
    .set({ waUserId })
    .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, person.id)))
  if (person.waUserId === null) return
  await recordAudit(ctx, {
    brandId,
    action: 'subscriber.user-id-changed',
    subjectType: 'subscriber',
    subjectId: person.id,
  })
}

/** The username as it is now, and a name where there was none. */
async function fillIn(
  ctx: BrandContext,
  id: string,
  { username, name }: z.output<typeof knownAsSchema>,
): Promise<void> {
  const person = and(eq(subscribers.brandId, ctx.scope.brandId), eq(subscribers.id, id))
  if (username) await ctx.db.update(subscribers).set({ username }).where(person)
  if (name)
    await ctx.db
      .update(subscribers)
      .set({ name })
      .where(and(person, isNull(subscribers.name)))
}

async function makePerson(
  ctx: BrandContext,
  { phoneE164, waUserId, username, name }: z.output<typeof knownAsSchema>,
): Promise<{ id: string; created: boolean }> {
  const brand = await getBrand(ctx)
  const id = newId(ctx.now)
  const made = await addPeople(ctx, [
    {
      id,
      phoneE164: phoneE164 ?? null,
      waUserId: waUserId ?? null,
      username: username ?? null,
      name: name ?? null,
      country: countryOf(phoneE164, waUserId) ?? brand.defaultCountry,
      language: brand.defaultLocale,
    },
  ])
  if (made.size === 0) {
    // Somebody else made the same person between our look and our write, and has committed.
    const { byNumber, byUser } = await findByAddress(ctx, { phoneE164, waUserId })
    const other = byNumber ?? byUser
    if (!other) throw new AppError('unavailable')
    return { id: other.id, created: false }
  }
  return { id, created: true }
}

/** Of the number's own plan; where it is hidden, the two letters in front of WhatsApp's id. */
export function countryOf(phoneE164: string | null | undefined, waUserId: string | null | undefined) {
  if (phoneE164) return parsePhoneNumberFromString(phoneE164)?.country
  return waUserId ? (/^([A-Z]{2})\./.exec(waUserId)?.[1] ?? undefined) : undefined
}
