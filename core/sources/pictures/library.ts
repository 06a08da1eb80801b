import { and, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { pictures } from '@/db/schema/pictures'
import type { BrandContext } from '../../brands/scope'
import { AppError } from '../../platform/errors'
import type { ChosenPicture } from './schema'
import { wordsOf } from './words'

export type LibraryPicture = ChosenPicture & { name: string; createdAt: Date; archivedAt: Date | null }

export type PictureOnPage = { id: string; name: string }

const shown = 200

const read = (ctx: BrandContext, where: SQL | undefined) =>
  ctx.db
    .select()
    .from(pictures)
    .where(and(eq(pictures.brandId, ctx.scope.brandId), where))
    .orderBy(desc(pictures.createdAt), desc(pictures.id))
    .limit(shown)

const toLibrary = (row: typeof pictures.$inferSelect): LibraryPicture => {
  const { id, width, height, name, createdAt, archivedAt } = row
  return { pictureId: id, width, height, name, createdAt, archivedAt, words: wordsOf(row) }
}

/** The brand's pictures, newest first: those that are offered, or those that were put away. */
export async function listPictures(
  ctx: BrandContext,
  { archived = false }: { archived?: boolean } = {},
): Promise<LibraryPicture[]> {
  const rows = await read(ctx, archived ? isNotNull(pictures.archivedAt) : isNull(pictures.archivedAt))
  return rows.map(toLibrary)
}

/** One picture, put away or not, with the pages whose draft or live version shows it. @throws AppError `not-found` */
export async function requirePicture(
  ctx: BrandContext,
  pictureId: string,
): Promise<LibraryPicture & { pages: PictureOnPage[] }> {
  const [row] = await read(ctx, eq(pictures.id, pictureId))
  if (!row) throw new AppError('not-found')
  const pages = await ctx.db.execute<PictureOnPage>(sql`
    select page.id, page.name from landing_pages as page
    left join landing_page_versions as live on live.brand_id = page.brand_id and live.landing_page_id = page.id
      and live.version = page.published_version
    where page.brand_id = ${ctx.scope.brandId}::uuid
      and (strpos(page.draft::text, ${pictureId}) > 0 or strpos(live.content::text, ${pictureId}) > 0)
    order by page.name, page.id`)
  return { ...toLibrary(row), pages: [...pages] }
}
