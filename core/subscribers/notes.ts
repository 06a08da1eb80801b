import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { staff } from '@/db/schema/staff'
import { subscriberNotes } from '@/db/schema/subscribers'
import { recordAudit } from '../audit/commands'
import type { BrandContext } from '../brands/scope'
import { actorId, inTransaction } from '../platform/context'
import { AppError } from '../platform/errors'
import { newId } from '../platform/ids'
import { requirePermission } from '../staff/gate'
import { getSubscriber } from './person'

const text = z.string().trim().min(1, 'note-empty').max(4000)
export const addNoteSchema = z.object({ subscriberId: z.uuid(), text })
export const changeNoteSchema = z.object({ noteId: z.uuid(), text })
export const removeNoteSchema = z.object({ noteId: z.uuid() })

export type Note = {
  id: string
  text: string
  at: Date
  changedAt: Date | null
  /** Null for who no longer works here, and for notes that came with an import. */
  author: string | null
  isOwn: boolean
}

/** What staff wrote down about a person, the newest first. */
export async function listNotes(ctx: BrandContext, subscriberId: string): Promise<Note[]> {
  const rows = await ctx.db
    .select({ note: subscriberNotes, author: staff.name })
    .from(subscriberNotes)
    .leftJoin(staff, eq(staff.id, subscriberNotes.staffId))
    .where(
      and(eq(subscriberNotes.brandId, ctx.scope.brandId), eq(subscriberNotes.subscriberId, subscriberId)),
    )
    .orderBy(desc(subscriberNotes.createdAt), desc(subscriberNotes.id))
  return rows.map(({ note, author }) => ({
    ...{ id: note.id, text: note.text, at: note.createdAt, changedAt: note.changedAt, author },
    isOwn: note.staffId !== null && note.staffId === actorId(ctx.actor),
  }))
}

/** @throws AppError `not-allowed`, `not-found` */
export async function addNote(
  ctx: BrandContext,
  input: z.input<typeof addNoteSchema>,
): Promise<{ id: string }> {
  const { subscriberId, text } = addNoteSchema.parse(input)
  requirePermission(ctx, 'subscribers.write')
  const { brandId } = ctx.scope
  return inTransaction(ctx, async (ctx) => {
    await getSubscriber(ctx, subscriberId)
    const id = newId(ctx.now)
    const staffId = ctx.actor.type === 'staff' ? ctx.actor.staffId : null
    await ctx.db
      .insert(subscriberNotes)
      .values({ brandId, id, subscriberId, text, staffId, createdAt: ctx.now })
    await audit(ctx, 'subscriber.note-add', subscriberId)
    return { id }
  })
}

/** Writes one's own note anew. @throws AppError `not-allowed` for somebody else's, `not-found` */
export async function changeNote(ctx: BrandContext, input: z.input<typeof changeNoteSchema>): Promise<void> {
  const { noteId, text } = changeNoteSchema.parse(input)
  await inTransaction(ctx, async (ctx) => {
    const { subscriberId, where } = await requireOwnNote(ctx, noteId)
    await ctx.db.update(subscriberNotes).set({ text, changedAt: ctx.now }).where(where)
    await audit(ctx, 'subscriber.note-change', subscriberId)
  })
}

/** Throws one's own note away. @throws AppError `not-allowed` for somebody else's, `not-found` */
export async function removeNote(ctx: BrandContext, input: z.input<typeof removeNoteSchema>): Promise<void> {
  const { noteId } = removeNoteSchema.parse(input)
  await inTransaction(ctx, async (ctx) => {
    const { subscriberId, where } = await requireOwnNote(ctx, noteId)
    await ctx.db.delete(subscriberNotes).where(where)
    await audit(ctx, 'subscriber.note-remove', subscriberId)
  })
}

async function requireOwnNote(ctx: BrandContext, noteId: string) {
  requirePermission(ctx, 'subscribers.write')
  const where = and(eq(subscriberNotes.brandId, ctx.scope.brandId), eq(subscriberNotes.id, noteId))
  const [note] = await ctx.db.select().from(subscriberNotes).where(where).for('update')
  if (!note) throw new AppError('not-found')
  if (note.staffId === null || note.staffId !== actorId(ctx.actor)) throw new AppError('not-allowed')
  return { subscriberId: note.subscriberId, where }
}

const audit = (ctx: BrandContext, action: string, subjectId: string) =>
  recordAudit(ctx, { brandId: ctx.scope.brandId, action, subjectType: 'subscriber', subjectId })
