import sharp from 'sharp'
import { AppError } from '../../../platform/errors'
import { checkLook } from '../design/rules'
import type { Look } from '../design/schema'
import { codeSvg } from '../drawing/rules'
import { readBack, readPicture } from '../read-back/checks'
import { dataUrl } from './logo'

export type CodeDrawing = { content: string; look: Look; logo?: Buffer | undefined }

/**
 * Makes sure that a drawing keeps the rules of print and can be read in every way that we try.
 * @throws AppError `qr-look-unsafe` with the first rule that it breaks, `qr-unreadable` with the first way in which it failed
 */
export async function requireReadable({ content, look, logo }: CodeDrawing): Promise<void> {
  const [rule] = checkLook(look, content).broken
  if (rule) throw new AppError('qr-look-unsafe', { params: { rule } })
  const failed = (await readBack(content, look, logo && dataUrl(logo))).find(({ isRead }) => !isRead)
  if (failed) throw new AppError('qr-unreadable', { params: { how: failed.name } })
}

/** The drawing as SVG, once it was read back. @throws as `requireReadable` */
export async function codeAsSvg(drawing: CodeDrawing): Promise<string> {
  await requireReadable(drawing)
  return codeSvg(drawing.content, drawing.look, drawing.logo && dataUrl(drawing.logo))
}

/**
 * The drawing as PNG of `size` pixels a side that says how large it prints (pHYs), once it and these very bytes were read back.
 * @throws as `requireReadable`
 */
export async function codeAsPng(
  drawing: CodeDrawing,
  { size, dpi }: { size: number; dpi: number },
): Promise<Buffer> {
  const svg = await codeAsSvg(drawing)
  const png = await sharp(Buffer.from(svg), { density: 72 })
    .resize(size, size, { fit: 'fill' })
    .withMetadata({ density: dpi })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
  if ((await readPicture(sharp(png))) !== drawing.content) {
    throw new AppError('qr-unreadable', { params: { how: 'drawn' } })
  }
  return png
}
