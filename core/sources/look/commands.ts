import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { type BrandTheme, brands } from '@/db/schema/brands'
import { recordAudit } from '../../audit/commands'
import { getBrand } from '../../brands/queries'
import type { BrandContext } from '../../brands/scope'
import { inTransaction } from '../../platform/context'
import { AppError } from '../../platform/errors'
import { getFileStore } from '../../platform/files/store'
import type { FileStore } from '../../platform/files/types'
import { requirePermission } from '../../staff/gate'
import { addPicture } from '../pictures/commands'
import { cleanDrawing } from '../pictures/drawing'
import { maxPictureBytes } from '../pictures/rules'
import { refOf } from '../pictures/schema'
import { contrastsOf, leastContrast } from './rules'
import { type Look, lookSchema, maxDrawingBytes } from './schema'

async function keepLook(
  ctx: BrandContext,
  changed: string[],
  next: { logoSvg?: string | null; theme: BrandTheme },
): Promise<void> {
  const { brandId } = ctx.scope
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.update(brands).set(next).where(eq(brands.id, brandId))
    await recordAudit(ctx, {
      brandId,
      action: 'brand.change-look',
      subjectType: 'brand',
      subjectId: brandId,
      details: { changed },
    })
  })
}

/**
 * Changes the colours, face and corners of public pages. Pages that are published keep the look they were published
 * with, until they are published again.
 * @throws AppError `colours-unreadable` (params `ratio`); `not-allowed` for anybody but an owner
 */
export async function changeLook(ctx: BrandContext, input: Look): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const look = lookSchema.parse(input)
  const { hero, button, text } = contrastsOf(look)
  const ratio = Math.min(hero, button, text)
  if (ratio < leastContrast) throw new AppError('colours-unreadable', { params: { ratio } })
  const { theme } = await getBrand(ctx)
  const names = Object.keys(look) as (keyof Look)[]
  const changed = names.filter((name) => theme[name] !== look[name])
  await keepLook(ctx, changed, { theme: { ...theme, ...look } })
}

const looksLikeDrawing = (bytes: Buffer) =>
  /^\s*(?:<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(bytes.toString('utf8', 0, 300))

/**
 * Takes a new logo. A drawing of plain shapes is kept as a drawing; any other drawing is made a bitmap, in which
 * nothing can run; a bitmap is drawn anew like every picture.
 * @throws AppError `picture-too-large`, `picture-unreadable`, `not-allowed`
 */
export async function changeLogo(
  ctx: BrandContext,
  input: { name: string; bytes: Buffer },
  files: FileStore = getFileStore(),
): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { name, bytes } = input
  const isDrawing = looksLikeDrawing(bytes)
  if (bytes.length > (isDrawing ? maxDrawingBytes : maxPictureBytes)) throw new AppError('picture-too-large')
  const { theme } = await getBrand(ctx)
  const drawing = isDrawing ? cleanDrawing(bytes.toString('utf8')) : undefined
  if (drawing) {
    await keepLook(ctx, ['logo'], { logoSvg: drawing, theme: { ...theme, logo: null } })
    return
  }
  const bitmap = isDrawing ? await asBitmap(bytes) : bytes
  const logo = refOf(await addPicture(ctx, { name, bytes: bitmap }, files))
  await keepLook(ctx, ['logo'], { theme: { ...theme, logo } })
}

/** As wide as the sharpest screen shows a logo. */
async function asBitmap(drawing: Buffer): Promise<Buffer> {
  try {
    return await sharp(drawing, { limitInputPixels: 4_000_000 })
      .resize({ width: 480, height: 240, fit: 'inside' })
      .png()
      .toBuffer()
  } catch (error) {
    throw new AppError('picture-unreadable', { cause: error })
  }
}

/** Goes on without a logo: the name alone. */
export async function removeLogo(ctx: BrandContext): Promise<void> {
  requirePermission(ctx, 'brand.write')
  const { theme } = await getBrand(ctx)
  await keepLook(ctx, ['logo'], { logoSvg: null, theme: { ...theme, logo: null } })
}
