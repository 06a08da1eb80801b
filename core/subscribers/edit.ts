import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { attributeDefinitions, subscribers, subscriberTags } from '@/db/schema/subscribers'
import { publicLanguages } from '@/db/states'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { requirePermission } from '../staff/gate'
import { tagSchema } from './schema'

export const editPersonSchema = z.object({
  subscriberId: z.uuid(),
  /** As it was when the form was opened. */
  revision: z.number().int().positive(),
  name: z.string().trim().max(200),
  language: z.enum(publicLanguages),
  country: z.string().regex(/^[A-Z]{2}$/),
  tags: z.array(tagSchema).max(50),
  /** By key; an empty text takes the attribute away. */
  attributes: z.record(z.string(), z.string().trim().max(500)),
})

/**
 * Changes what is kept about a person beside number and consent: those two change by acts of their own.
 * @throws AppError `person-changed-elsewhere` when somebody was first, `invalid-input` for an attribute that is none,
 * `not-found`, `not-allowed`
 */
export async function editPerson(
  ctx: BrandContext,
  input: z.input<typeof editPersonSchema>,
): Promise<{ revision: number }> {
  const { subscriberId, revision, name, language, country, tags, attributes } = editPersonSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    const person = await lockPerson(ctx, subscriberId, revision)
    const next = {
      ...{ name: name || null, language, country, tags: [...new Set(tags)] },
      attributes: { ...person.attributes, ...(await readAttributes(ctx, attributes)) },
    }
    for (const [key, value] of Object.entries(attributes)) if (value === '') delete next.attributes[key]
    if (next.tags.length > 0) {
      const rows = next.tags.map((tag) => ({ brandId, name: tag, createdAt: ctx.now }))
      await ctx.db.insert(subscriberTags).values(rows).onConflictDoNothing()
    }
    await ctx.db
      .update(subscribers)
      .set({ ...next, revision: revision + 1 })
      .where(and(eq(subscribers.brandId, brandId), eq(subscribers.id, subscriberId)))
    const fields = (['name', 'language', 'country', 'tags', 'attributes'] as const).filter(
      (field) => JSON.stringify(person[field]) !== JSON.stringify(next[field]),
    )
    await recordAudit(ctx, {
      ...{ brandId, action: 'subscriber.edit', subjectType: 'subscriber', subjectId: subscriberId },
      details: { fields },
    })
    return { revision: revision + 1 }
  })
}

/** @throws AppError `not-found`, `person-changed-elsewhere` */
export async function lockPerson(ctx: BrandContext, subscriberId: string, revision: number) {
  const [person] = await ctx.db
    .select()
    .from(subscribers)
    .where(
      and(
        eq(subscribers.brandId, ctx.scope.brandId),
        eq(subscribers.id, subscriberId),
        isNull(subscribers.erasedAt),
        isNull(subscribers.mergedIntoId),
      ),
    )
    .for('no key update')
  if (!person) throw new AppError('not-found')
  if (person.revision !== revision) throw new AppError('person-changed-elsewhere')
  return person
}

/** Texts from a form as values of the kind that each attribute has. */
async function readAttributes(ctx: BrandContext, texts: Record<string, string>) {
  const known = await ctx.db
    .select()
    .from(attributeDefinitions)
    .where(eq(attributeDefinitions.brandId, ctx.scope.brandId))
  const values: Record<string, string | number | boolean> = {}
  for (const [key, text] of Object.entries(texts)) {
    if (text === '') continue
    const kind = known.find((definition) => definition.key === key)?.kind
    const value = kind && readers[kind](text)
    if (value === undefined) throw new AppError('invalid-input', { field: `attributes.${key}` })
    values[key] = value
  }
  return values
}

const readers: Record<
  (typeof attributeDefinitions.$inferSelect)['kind'],
  (text: string) => string | number | boolean | undefined
> = {
  text: (text) => text,
  number: (text) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined),
  date: (text) => z.iso.date().safeParse(text).data,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
}
