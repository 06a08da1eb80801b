import sharp, { type Sharp } from 'sharp'
import { AppError } from '../../platform/errors'
import { type PictureFormat, pictureFormats, pictureWidths } from './rules'

/** The sharpest phones take 50 megapixels; more is a bomb or a scan. */
const maxPixels = 60_000_000
const readable = ['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff']

export type EncodedPicture = {
  width: number
  height: number
  files: { width: number; format: PictureFormat; bytes: Buffer }[]
}

const open = (bytes: Uint8Array) => sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })

/** What the bytes are, whatever their name says. @throws AppError `picture-unreadable`, `picture-too-large` */
export async function inspectPicture(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    const { format, autoOrient } = await open(bytes).metadata()
    if (!readable.includes(format)) throw new AppError('picture-unreadable')
    if (autoOrient.width * autoOrient.height > maxPixels) throw new AppError('picture-too-large')
    return autoOrient
  } catch (error) {
    if (error instanceof AppError) throw error
    const isBomb = error instanceof Error && error.message.includes('pixel limit')
    throw new AppError(isBomb ? 'picture-too-large' : 'picture-unreadable', { cause: error })
  }
}

/**
 * Draws a picture anew in every format and width: upright, in sRGB, without metadata (a phone writes into it where it
 * was taken), a moving one at its first moment.
 * @throws AppError `picture-unreadable` for anything that is not wholly a picture, `picture-too-large`
 */
export async function encodePicture(bytes: Uint8Array): Promise<EncodedPicture> {
  const { width, height } = await inspectPicture(bytes)
  const files: EncodedPicture['files'] = []
  try {
    for (const size of pictureWidths(width)) {
      const resized = open(bytes).autoOrient().resize({ width: size }).toColourspace('srgb')
      for (const format of pictureFormats) {
        files.push({ width: size, format, bytes: await to(format, resized.clone()).toBuffer() })
      }
    }
  } catch (error) {
    throw new AppError('picture-unreadable', { cause: error })
  }
  return { width, height, files }
}

function to(format: PictureFormat, picture: Sharp): Sharp {
  if (format === 'avif') return picture.avif({ quality: 50, effort: 2 })
  if (format === 'webp') return picture.webp({ quality: 76 })
  // JPEG knows no transparency.
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 78, mozjpeg: true })
}
