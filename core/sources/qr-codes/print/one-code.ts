import { AppError } from '../../../platform/errors'
import { checkLook } from '../design/rules'
import { type CodeDrawing, requireReadable } from '../files/code-file'
import { readSheets } from '../read-back/sheets'
import { WordsDoNotFit } from './letters'
import { codeWidthOn, onePoster } from './rules'
import { drawSheets } from './sheet'
import type { Sign } from './sign'

/**
 * One code as a poster of A6 with crop marks, read back from the file itself.
 * @throws AppError `qr-look-unsafe` (also where it or its words do not fit), `qr-unreadable`
 */
export async function codePoster(drawing: CodeDrawing, label: string, sign: Sign): Promise<Uint8Array> {
  await requireReadable(drawing)
  const { content, look } = drawing
  const codeMm = codeWidthOn(onePoster, { ...checkLook(look, content), widthMm: look.widthMm })
  if (codeMm === undefined) throw new AppError('qr-look-unsafe', { params: { rule: 'width' } })
  const codes = [{ link: content, label, sign: 0 }]
  try {
    const { pdf, spots } = await drawSheets({
      codes,
      layout: onePoster,
      look,
      codeMm,
      signs: [sign],
      title: label,
    })
    if ((await readSheets(pdf, spots)).length > 0) {
      throw new AppError('qr-unreadable', { params: { how: 'printed' } })
    }
    return pdf
  } catch (error) {
    if (error instanceof WordsDoNotFit) throw new AppError('qr-look-unsafe', { params: { rule: 'words' } })
    throw error
  }
}
