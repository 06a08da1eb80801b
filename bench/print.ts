import QRCode from 'qrcode'
import { checkLook } from '@/core/sources/qr-codes/design/rules'
import { type Look, plainLook } from '@/core/sources/qr-codes/design/schema'
import { makeSheets } from '@/core/sources/qr-codes/print/make-sheets'
import { codeWidthOn, printLayouts } from '@/core/sources/qr-codes/print/rules'
import { drawSheets, type SheetJob } from '@/core/sources/qr-codes/print/sheet'
import { type Benchmark, rounded } from './harness/benchmark'

const count = 500
const layout = printLayouts.labels24
const look: Look = { ...plainLook, modules: 'soft', correction: 'Q', words: 'Scan. Vink aan. Klaar.' }
const links = Array.from(
  { length: count },
  (_, at) => `https://fietserijnoord.example/q/${String(10_000 + at)}`,
)

function makeJob(): SheetJob {
  const check = checkLook(look, links[0] ?? '')
  return {
    codes: links.map((link, at) => ({ link, label: `Plek ${at}`, sign: 0 })),
    ...{
      layout,
      look,
      title: 'print',
      codeMm: codeWidthOn(layout, { ...check, widthMm: look.widthMm }) ?? 0,
    },
    signs: [
      {
        brandName: 'Fietserij Noord',
        colours: { band: '#F2B632', onBand: '#17181A' },
        logo: undefined,
        ...{ headline: 'Winterklaar?', lead: '€ 13 korting op je winterbeurt' },
        sentences: [
          {
            language: 'nl',
            text: 'Hooguit 2 berichten per maand over acties, via WhatsApp van Fietserij Noord. Stoppen kan altijd: stuur STOP.',
          },
        ],
      },
    ],
  }
}

async function seconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

export const benchmark: Benchmark = {
  name: 'print',
  describe:
    'A sheet of 500 codes as PDF, each read back from the file at 300 dpi, beside drawing alone and bare codes',
  alone: true,
  async run(say) {
    const job = makeJob()
    const drawnS = await seconds(() => drawSheets(job))
    const encodedS = await seconds(() => {
      for (const link of links) QRCode.create(link, { errorCorrectionLevel: look.correction })
    })
    const startedAt = performance.now()
    let read = 0
    let reports = 0
    let unread: string[] = []
    let pages = 0
    const sheetS = await seconds(async () => {
      const made = await makeSheets(job, {
        onReading: () => say(`drawn after ${rounded((performance.now() - startedAt) / 1000)} s`),
        onRead: (codes) => {
          read += codes
          reports += 1
        },
      })
      unread = made.unread
      pages = made.pages
    })
    if (read !== count || unread.length > 0) {
      throw new Error(`${read} of ${count} codes were looked for, and ${unread.length} could not be read.`)
    }
    say(`${count} codes read back from ${pages} sheets, reported ${reports} times`)
    return {
      figures: { sheet_500_s: rounded(sheetS), codes_read_back: read, progress_reports: reports, pages },
      baselines: { drawing_without_read_back_s: rounded(drawnS), bare_encode_500_s: rounded(encodedS) },
      ratios: { ratio_to_drawing: rounded(sheetS / drawnS) },
    }
  },
}
