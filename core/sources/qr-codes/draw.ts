import QRCode from 'qrcode'

/** Error correction M and a quiet zone of four modules: what ISO/IEC 18004 asks, for screens and black on white. */
const drawing = { errorCorrectionLevel: 'M', margin: 4 } as const

/** A code as SVG, black on white, for a screen. */
export function qrSvg(content: string): Promise<string> {
  return QRCode.toString(content, { ...drawing, type: 'svg' })
}
