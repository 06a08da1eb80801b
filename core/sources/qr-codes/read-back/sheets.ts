import { PDFiumLibrary } from '@hyzyla/pdfium'
import { type GreyPicture, readCode } from './reader'

/** Where a code stands on a page, in millimetres, and what it must say. */
export type ExpectedCode = {
  page: number
  x: number
  y: number
  width: number
  height: number
  link: string
  label: string
}

const printDpi = 300
const pixelsAMm = printDpi / 25.4
const pointsAnInch = 72

let library: Promise<PDFiumLibrary> | undefined

function cut(page: GreyPicture, { x, y, width, height }: ExpectedCode): GreyPicture {
  const left = Math.max(0, Math.floor(x * pixelsAMm))
  const top = Math.max(0, Math.floor(y * pixelsAMm))
  const right = Math.min(page.width, Math.ceil((x + width) * pixelsAMm))
  const bottom = Math.min(page.height, Math.ceil((y + height) * pixelsAMm))
  const data = new Uint8Array((right - left) * (bottom - top))
  for (let row = top; row < bottom; row++) {
    data.set(
      page.data.subarray(row * page.width + left, row * page.width + right),
      (row - top) * (right - left),
    )
  }
  return { data, width: right - left, height: bottom - top }
}

/**
 * Reads codes back from a PDF as a printer of 300 dpi shows it, page by page.
 * @param onRead called after each page with how many of its codes were looked for
 * @returns labels of the codes that could not be read, or said something else
 */
export async function readSheets(
  pdf: Uint8Array,
  expected: readonly ExpectedCode[],
  onRead: (codes: number) => void = () => undefined,
): Promise<string[]> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(pdf)
  try {
    const unread: string[] = []
    for (const [number, codes] of Map.groupBy(expected, ({ page }) => page)) {
      const { data, width, height } = await document.getPage(number).render({
        scale: printDpi / pointsAnInch,
        colorSpace: 'Gray',
        render: async (bitmap) => bitmap.data,
      })
      for (const code of codes) {
        if ((await readCode(cut({ data, width, height }, code))) !== code.link) unread.push(code.label)
      }
      onRead(codes.length)
    }
    return unread
  } finally {
    document.destroy()
  }
}
