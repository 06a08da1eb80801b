import sharp from 'sharp'
import type { Brand } from '../../../brands/queries'

/** Wide enough for a code of 120 mm at 300 dpi, a quarter of which is the logo. */
const logoPixels = 480

/** The brand's logo as PNG with its transparency, in its own proportions; undefined for a brand without one. */
export async function brandLogo(brand: Pick<Brand, 'logoSvg'>): Promise<Buffer | undefined> {
  if (!brand.logoSvg) return undefined
  return sharp(Buffer.from(brand.logoSvg), { density: 300 })
    .resize(logoPixels, logoPixels, { fit: 'contain', background: '#ffffff00' })
    .png()
    .toBuffer()
}

/** A PNG as an address that a drawing can hold in itself. */
export const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`
