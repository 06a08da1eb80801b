import { readFileSync } from 'node:fs'
import path from 'node:path'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

/** One byte a pixel, dark to light. */
export type GreyPicture = { data: Uint8Array; width: number; height: number }

/** As a phone reads at first sight: no second try by turning, sharpening or inverting the picture. */
const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
}

let isReady: Promise<unknown> | undefined

/** The decoder's program lies in its package; left alone it would fetch it from the internet. */
function prepare(): Promise<unknown> {
  isReady ??= prepareZXingModule({
    overrides: {
      wasmBinary: new Uint8Array(
        readFileSync(
          path.join(
            /* turbopackIgnore: true */ process.cwd(),
            'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm',
          ),
        ),
      ).buffer,
    },
    fireImmediately: true,
  })
  return isReady
}

/** What a code in a picture says, or undefined where none can be read. */
export async function readCode({ data, width, height }: GreyPicture): Promise<string | undefined> {
  await prepare()
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at++) {
    const grey = data[at] ?? 0
    pixels[4 * at] = grey
    pixels[4 * at + 1] = grey
    pixels[4 * at + 2] = grey
    pixels[4 * at + 3] = 255
  }
  const [code] = await readBarcodes({ data: pixels, width, height, colorSpace: 'srgb' } as ImageData, options)
  return code?.text
}
