import type { z } from 'zod'
import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import { usualLook } from '../design/queries'
import { getQrCode } from '../queries'
import { qrFileName } from '../rules'
import type { qrFileInput } from '../schema'
import { codeAsPng, codeAsSvg } from './code-file'
import { brandLogo } from './logo'

type Asked = z.output<typeof qrFileInput> & { qrCodeId: string }

export type CodeFile = { bytes: Buffer; type: string; name: string }

/**
 * Makes the file of a code in its own design, and reads it back.
 * @throws AppError `not-found`, `qr-look-unsafe`, `qr-unreadable`
 */
export async function makeCodeFile(ctx: BrandContext, asked: Asked): Promise<CodeFile> {
  const code = await getQrCode(ctx, asked.qrCodeId)
  const look = code.look ?? (await usualLook(ctx))
  const logo = look.logo ? await brandLogo(await getBrand(ctx)) : undefined
  const drawing = { content: code.link, look, logo }
  const name = `${qrFileName(code.label, code.code)}.${asked.format}`
  return asked.format === 'svg'
    ? { bytes: Buffer.from(await codeAsSvg(drawing)), type: 'image/svg+xml', name }
    : { bytes: await codeAsPng(drawing, asked), type: 'image/png', name }
}
