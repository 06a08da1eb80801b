import QRCode from 'qrcode'

/**
 * Error correction M and a quiet zone of four modules: what ISO/IEC 18004 asks and phones read from print
 *.
 */
const drawing = { errorCorrectionLevel: 'M', margin: 4 } as const

/** A code as SVG, black on white, for print at any size. */
export function qrSvg(content: string): Promise<string> {
  return QRCode.toString(content, { ...drawing, type: 'svg' })
}

/** A code as PNG of `size` by `size` pixels. */
export function qrPng(content: string, size: number): Promise<Buffer> {
  return QRCode.toBuffer(content, { ...drawing, type: 'png', width: size })
}
