import sharp from 'sharp'

/** How far up from where a slice would end a place between two lines is looked for, in pixels. */
const reach = 240

/**
 * Cuts a tall picture into slices of at most `maxHeight` pixels, each below a row of one colour where there is one nearby,
 * so that no line of text is cut through.
 */
export async function cutIntoSlices(png: Buffer, maxHeight: number): Promise<Buffer[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const isPlain = (y: number): boolean => {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels)
    return row.equals(Buffer.alloc(row.length, row.subarray(0, channels)))
  }
  const slices: Buffer[] = []
  for (let top = 0; top < height; ) {
    let end = Math.min(height, top + maxHeight)
    if (end < height) {
      const lowest = Math.max(top + 1, end - reach)
      let y = end
      while (y > lowest && !isPlain(y)) y -= 1
      if (y > lowest) end = y
    }
    const part = { left: 0, top, width, height: end - top }
    slices.push(await sharp(png).removeAlpha().extract(part).png().toBuffer())
    top = end
  }
  return slices
}
