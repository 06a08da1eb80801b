import { and, desc, eq, isNull } from 'drizzle-orm'
import { pictures } from '@/db/schema/pictures'
import type { BrandContext } from '../../brands/scope'
import type { PictureRef } from '../landing-pages/schema'

export type LibraryPicture = PictureRef & { name: string; createdAt: Date }

const shown = 200

/** The brand's pictures, newest first. */
export async function listPictures(ctx: BrandContext): Promise<LibraryPicture[]> {
  return ctx.db
    .select({
      pictureId: pictures.id,
      width: pictures.width,
      height: pictures.height,
      name: pictures.name,
      createdAt: pictures.createdAt,
    })
    .from(pictures)
    .where(and(eq(pictures.brandId, ctx.scope.brandId), isNull(pictures.archivedAt)))
    .orderBy(desc(pictures.createdAt), desc(pictures.id))
    .limit(shown)
}
