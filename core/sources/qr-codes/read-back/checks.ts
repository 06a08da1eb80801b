import sharp, { type Sharp } from 'sharp'
import type { Look } from '../design/schema'
import { codeSvg, marginOf, sizeOf } from '../drawing/rules'
import { readCode } from './reader'
import { type ReadBack, readBackNames } from './rules'

const inchMm = 25.4
const printDpi = 300
/** Of the pictures that are not of a stated size: coarse enough to be quick, fine enough for every shape. */
const pixelsAModule = 8

/** A drawing as a picture of so many pixels a side, on the white of paper. */
const picture = (svg: string, side: number): Sharp =>
  sharp(Buffer.from(svg), { density: 72 })
    .resize(side, side, { fit: 'fill' })
    .flatten({ background: '#ffffff' })

/**
 * Tries to read a drawing as the world will show it to phones: as drawn, out of focus, printed at its width at 300 dpi, copied in grey,
 * and in dim light from an angle. Each is read at first sight, without the decoder's second tries.
 */
export async function readBack(content: string, look: Look, logo?: string): Promise<ReadBack[]> {
  const svg = codeSvg(content, look, logo)
  const modules = sizeOf(content, look.correction) + 2 * marginOf(look)
  const side = modules * pixelsAModule
  const printed = Math.round(
    (((look.widthMm / sizeOf(content, look.correction)) * modules) / inchMm) * printDpi,
  )
  const drawn = await picture(svg, side).png().toBuffer()
  const pictures: Record<(typeof readBackNames)[number], Sharp> = {
    drawn: sharp(drawn),
    blurred: sharp(drawn).blur(pixelsAModule * 0.45),
    printed: picture(svg, printed),
    // A copier keeps neither colour nor full black.
    grey: sharp(drawn).greyscale().linear(0.7, 50),
    dim: sharp(drawn)
      .affine(
        [
          [1, 0.12],
          [0.08, 0.86],
        ],
        { background: '#ffffff' },
      )
      .linear(0.4, 12)
      .blur(pixelsAModule * 0.2),
  }
  const results: ReadBack[] = []
  for (const name of readBackNames) {
    const startedAt = performance.now()
    const said = await readPicture(pictures[name])
    results.push({ name, isRead: said === content, ms: performance.now() - startedAt })
  }
  return results
}

/** What an image says, whatever its form: PNG bytes, an SVG, or pixels. */
export async function readPicture(image: Sharp): Promise<string | undefined> {
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return readCode({ data, width: info.width, height: info.height })
}
