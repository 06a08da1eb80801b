import type { z } from 'zod'
import { getBrand } from '../../../brands/queries'
import type { BrandContext } from '../../../brands/scope'
import type { QrCodeView } from '../code-rows'
import { usualLook } from '../design/queries'
import { codePoster } from '../print/one-code'
import { readSign } from '../print/sign'
import { getQrCode } from '../queries'
import { qrFileName } from '../rules'
import type { qrFileInput } from '../schema'
import { type CodeDrawing, codeAsPng, codeAsSvg } from './code-file'
import { brandLogo } from './logo'

type Asked = z.output<typeof qrFileInput>

export type CodeFile = { bytes: Uint8Array; type: string; name: string }

/**
 * Makes the file of a code in its own design, and reads it back. A PDF is a poster of one (A6) with the words that belong beside it.
 * @throws AppError `not-found`, `qr-look-unsafe`, `qr-unreadable`; for a PDF `page-incomplete`
 */
export async function makeCodeFile(
  ctx: BrandContext,
  asked: Asked & { qrCodeId: string },
): Promise<CodeFile> {
  return drawCodeFile(ctx, await getQrCode(ctx, asked.qrCodeId), asked)
}

/** The same for a code that was read already. @throws as `makeCodeFile`, without `not-found` */
export async function drawCodeFile(ctx: BrandContext, code: QrCodeView, asked: Asked): Promise<CodeFile> {
  const look = code.look ?? (await usualLook(ctx))
  const logo = look.logo ? await brandLogo(await getBrand(ctx)) : undefined
  const { bytes, type } = await draw(ctx, code, { content: code.link, look, logo }, asked)
  return { bytes, type, name: `${qrFileName(code.label, code.code)}.${asked.format}` }
}

async function draw(
  ctx: BrandContext,
  code: QrCodeView,
  drawing: CodeDrawing,
  asked: Asked,
): Promise<Omit<CodeFile, 'name'>> {
  switch (asked.format) {
    case 'svg':
      return { bytes: Buffer.from(await codeAsSvg(drawing)), type: 'image/svg+xml' }
    case 'png':
      return { bytes: await codeAsPng(drawing, asked), type: 'image/png' }
    case 'pdf': {
      const sign = await readSign(ctx, code.landingPageId)
      return { bytes: await codePoster(drawing, code.label, sign), type: 'application/pdf' }
    }
  }
}
