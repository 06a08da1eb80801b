import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { pictures } from '@/db/schema/pictures'
import { recordAudit } from '../../audit/commands'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { sha256 } from '../../platform/crypto'
import { AppError } from '../../platform/errors'
import { getFileStore } from '../../platform/files/store'
import type { FileStore } from '../../platform/files/types'
import { newId } from '../../platform/ids'
import { requirePermission } from '../../staff/gate'
import { encodePicture } from './encode'
import { maxPictureBytes, pictureKey, pictureTypes } from './rules'
import { type ChosenPicture, describePictureSchema, pictureIdSchema } from './schema'
import { wordsOf } from './words'

const addPictureInput = z.object({ name: z.string().trim().max(200), bytes: z.instanceof(Buffer) })

const toChosen = (row: typeof pictures.$inferSelect): ChosenPicture => ({
  pictureId: row.id,
  width: row.width,
  height: row.height,
  words: wordsOf(row),
})

/**
 * Takes a picture into the brand's library. The same picture again is the one that was there.
 * @throws AppError `picture-too-large`, `picture-unreadable`, `not-allowed`
 */
export async function addPicture(
  ctx: BrandContext,
  input: z.input<typeof addPictureInput>,
  files: FileStore = getFileStore(),
): Promise<ChosenPicture> {
  requirePermission(ctx, 'pages.write')
  const { name, bytes } = addPictureInput.parse(input)
  if (bytes.byteLength > maxPictureBytes) throw new AppError('picture-too-large')
  const { brandId } = ctx.scope
  const hash = sha256(bytes)
  const sameOf = and(eq(pictures.brandId, brandId), eq(pictures.hash, hash))
  const [same] = await ctx.db.select().from(pictures).where(sameOf)
  if (same && same.archivedAt === null) return toChosen(same)

  const { width, height, files: made } = await encodePicture(bytes)
  const id = same?.id ?? newId(ctx.now)
  // Files first: a row without its files would show a hole, files without a row only lie there.
  for (const file of made) {
    await files.put(pictureKey(id, file.width, file.format), file.bytes, pictureTypes[file.format])
  }
  return inTransaction(ctx, async (ctx) => {
    const createdBy = ctx.actor.type === 'staff' ? ctx.actor.staffId : null
    const row = { brandId, id, name, width, height, hash, createdBy, createdAt: ctx.now }
    const [kept] = await ctx.db
      .insert(pictures)
      .values(row)
      .onConflictDoUpdate({ target: [pictures.brandId, pictures.hash], set: { archivedAt: null } })
      .returning()
    if (!kept) throw new AppError('unavailable')
    await recordAudit(ctx, {
      brandId,
      action: 'picture.add',
      subjectType: 'picture',
      subjectId: kept.id,
      details: { width, height },
    })
    return toChosen(kept)
  })
}

type Act = 'picture.archive' | 'picture.restore' | 'picture.describe'

async function change(
  ctx: BrandContext,
  pictureId: string,
  action: Act,
  values: Partial<Pick<typeof pictures.$inferInsert, 'archivedAt' | 'words'>>,
): Promise<void> {
  requirePermission(ctx, 'pages.write')
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .update(pictures)
      .set(values)
      .where(and(eq(pictures.brandId, brandId), eq(pictures.id, pictureId)))
      .returning({ id: pictures.id })
    if (!row) throw new AppError('not-found')
    await recordAudit(ctx, { brandId, action, subjectType: 'picture', subjectId: row.id })
  })
}

/** Takes a picture out of the library. Pages that show it go on showing it. @throws AppError `not-found` */
export async function archivePicture(
  ctx: BrandContext,
  input: z.input<typeof pictureIdSchema>,
): Promise<void> {
  const { pictureId } = pictureIdSchema.parse(input)
  await change(ctx, pictureId, 'picture.archive', { archivedAt: ctx.now })
}

/** Offers a picture again. @throws AppError `not-found` */
export async function restorePicture(
  ctx: BrandContext,
  input: z.input<typeof pictureIdSchema>,
): Promise<void> {
  const { pictureId } = pictureIdSchema.parse(input)
  await change(ctx, pictureId, 'picture.restore', { archivedAt: null })
}

/**
 * Says what a picture shows, for pages that it is put on from now on; those that have it keep the words they have.
 * @throws AppError `not-found`
 */
export async function describePicture(
  ctx: BrandContext,
  input: z.input<typeof describePictureSchema>,
): Promise<void> {
  const { pictureId, words } = describePictureSchema.parse(input)
  const said = Object.entries(words).flatMap(([language, text]) =>
    text.trim() === '' ? [] : [[language, text.trim()]],
  )
  await change(ctx, pictureId, 'picture.describe', { words: Object.fromEntries(said) })
}
