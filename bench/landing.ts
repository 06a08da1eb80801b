import { type Benchmark, rounded } from './harness/benchmark'
import { interleaved } from './harness/load'
import { loadedBy, weigh } from './harness/weigh'

const page = '/p/winterbeurt'

export const benchmark: Benchmark = {
  name: 'landing',
  describe:
    'The public landing page: bytes over the wire, scripts, and requests a second beside a static page of Next',
  async run({ baseUrl }, say) {
    const document = await weigh(`${baseUrl}${page}`)
    if (document.status !== 200) throw new Error(`${page} answered ${document.status}.`)
    const parts = await Promise.all(loadedBy(document).map(weigh))
    for (const part of [document, ...parts]) say(`${part.wireBytes} bytes  ${part.contentType}  ${part.url}`)
    const baseline = await weigh(`${baseUrl}/static-baseline`)

    const perSecond = await interleaved(
      { landing: `${baseUrl}${page}`, static: `${baseUrl}/static-baseline` },
      { warmUpSeconds: 3, seconds: 10, rounds: 3 },
      say,
    )
    return {
      figures: {
        // The brand's own pictures do not count; a logo that is drawn in the document itself does.
        bytes: sum([document, ...parts.filter(({ contentType }) => !isBrandPicture(contentType))]),
        bytes_of_brand_pictures: sum(parts.filter(({ contentType }) => isBrandPicture(contentType))),
        scripts: document.body.match(/<script/gi)?.length ?? 0,
        requests: 1 + parts.length,
        per_second: rounded(perSecond.landing),
      },
      baselines: { static_page_bytes: baseline.wireBytes, static_page_per_second: rounded(perSecond.static) },
      ratios: { ratio_to_static_page: rounded(perSecond.landing / perSecond.static) },
    }
  },
}

const sum = (parts: { wireBytes: number }[]) => parts.reduce((total, { wireBytes }) => total + wireBytes, 0)

const isBrandPicture = (contentType: string) => /^image\/(?!svg|x-icon|vnd)/.test(contentType)
