import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import type { BrandContext } from '../../../brands/scope'
import { AppError } from '../../../platform/errors'
import { getBatch, listCodesOfBatch } from '../batches/queries'
import { checkLook } from '../design/rules'
import type { Look } from '../design/schema'
import { WordsDoNotFit } from './letters'
import { codeWidthOn, type PrintLayoutName, printLayouts } from './rules'
import { drawSheets } from './sheet'
import { readSign } from './sign'

/** Wide enough for a sharp screen, whatever the sheet. */
const previewWidth = 900

/**
 * The first sheet of a batch as a picture, drawn as the file will be; nothing of it is kept.
 * @throws AppError `not-found`, `page-incomplete`, `qr-look-unsafe` where a code or its words do not fit
 */
export async function previewSheet(
  ctx: BrandContext,
  { batchId, form, look }: { batchId: string; form: PrintLayoutName; look: Look },
): Promise<Buffer> {
  const layout = printLayouts[form]
  const batch = await getBatch(ctx, batchId)
  const codes = await listCodesOfBatch(ctx, { batchId, most: layout.cells.length })
  const [first] = codes
  if (!first) throw new AppError('not-found')
  const check = checkLook(look, first.link)
  // A look that breaks a rule is drawn all the same: its rules are marked beside it.
  const codeMm = codeWidthOn(layout, { ...check, smallestMm: 0, widthMm: look.widthMm })
  if (codeMm === undefined) throw new AppError('qr-look-unsafe', { params: { rule: 'width' } })
  const sign = await readSign(ctx, first.landingPageId)
  try {
    const { pdf } = await drawSheets({
      codes: codes.map(({ link, label }) => ({ link, label, sign: 0 })),
      ...{ layout, look, codeMm, signs: [sign], title: batch.name },
    })
    return await firstPage(pdf, layout.page.width)
  } catch (error) {
    if (error instanceof WordsDoNotFit) throw new AppError('qr-look-unsafe', { params: { rule: 'words' } })
    throw error
  }
}

let library: Promise<PDFiumLibrary> | undefined

async function firstPage(pdf: Buffer, widthMm: number): Promise<Buffer> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(pdf)
  try {
    const { data } = await document.getPage(0).render({
      scale: previewWidth / ((widthMm / 25.4) * 72),
      render: ({ data, width, height }) =>
        sharp(data, { raw: { width, height, channels: 4 } })
          .png({ palette: true })
          .toBuffer(),
    })
    return Buffer.from(data)
  } finally {
    document.destroy()
  }
}
