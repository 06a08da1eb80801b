import sharp from 'sharp'
import type { Brand } from '../../../brands/queries'
import { getFileStore } from '../../../platform/files/store'
import { pictureKey, pictureWidths } from '../../pictures/rules'

/** Wide enough for a code of 120 mm at 300 dpi, a quarter of which is the logo. */
const logoPixels = 480

/** The brand's own picture where it has one, else its drawing. */
async function sourceOf({ logoSvg, theme }: Pick<Brand, 'logoSvg' | 'theme'>): Promise<Buffer | undefined> {
  if (theme.logo) {
    const { pictureId, width } = theme.logo
    const file = await getFileStore().get(pictureKey(pictureId, Math.max(...pictureWidths(width)), 'webp'))
    if (file) return Buffer.from(await new Response(file.body).arrayBuffer())
  }
  return logoSvg ? Buffer.from(logoSvg) : undefined
}

/** The brand's logo as PNG with its transparency, in its own proportions; undefined for a brand without one. */
export async function brandLogo(brand: Pick<Brand, 'logoSvg' | 'theme'>): Promise<Buffer | undefined> {
  const source = await sourceOf(brand)
  if (!source) return undefined
  return sharp(source, { density: 300 })
    .resize(logoPixels, logoPixels, { fit: 'contain', background: '#ffffff00' })
    .png()
    .toBuffer()
}

/** A PNG as an address that a drawing can hold in itself. */
export const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`
