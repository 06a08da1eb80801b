import type { BrandContext } from '../../../brands/scope'
import { checkLook } from '../design/rules'
import { lookSchema } from '../design/schema'
import { makeSheets } from './make-sheets'
import { keepFile, type Outcome, unreadCodes, type Work } from './outcome'
import { codeWidthOn, type PrintLayoutName, printLayouts } from './rules'
import { readSign, type Sign } from './sign'
import { ThreadFailure } from './threads'

/** Makes sheets of all codes of a batch, and keeps them when every code was read back. */
export async function runSheets(ctx: BrandContext, { print, codes, progress }: Work): Promise<Outcome> {
  const look = lookSchema.parse(print.look)
  const layout = printLayouts[print.layout as PrintLayoutName]
  // All links of a brand are of one length: what fits the first fits each.
  const check = checkLook(look, codes[0]?.link ?? '')
  if (check.broken.length > 0) return { problem: 'unsafe' }
  const codeMm = codeWidthOn(layout, { ...check, widthMm: look.widthMm })
  if (codeMm === undefined) return { problem: 'too-wide' }
  const signs = new Map<string, Sign>()
  for (const { landingPageId } of codes) {
    if (!signs.has(landingPageId)) signs.set(landingPageId, await readSign(ctx, landingPageId))
  }
  const pages = [...signs.keys()]
  const job = {
    codes: codes.map(({ link, label, landingPageId }) => ({
      link,
      label,
      sign: pages.indexOf(landingPageId),
    })),
    ...{ layout, look, codeMm, signs: [...signs.values()], title: codes[0]?.batchName ?? '' },
  }
  try {
    const made = await makeSheets(job, {
      onDrawn: progress.add,
      onReading: () => progress.begin('checking'),
      onRead: progress.add,
    })
    if (made.unread.length > 0) return unreadCodes(made.unread)
    // Nobody waits for a file that was cancelled.
    await progress.settle()
    return {
      fileKey: await keepFile(print, 'pdf', made.pdf),
      byteSize: made.pdf.byteLength,
      pages: made.pages,
    }
  } catch (error) {
    if (error instanceof ThreadFailure && error.name === 'WordsDoNotFit') return { problem: 'words' }
    throw error
  }
}
