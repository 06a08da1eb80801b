'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format'
import type { LookCheck } from '@/core/sources/qr-codes/design/rules'
import type { Look } from '@/core/sources/qr-codes/design/schema'
import { codeSvg } from '@/core/sources/qr-codes/drawing/rules'

type CodePreviewProps = { look: Look; link: string; logoUrl?: string | undefined; alt: string }

/** The code as it will be printed, from the same drawing as the files, with its words and its link. On paper, whatever the theme. */
export function CodePreview({ look, link, logoUrl, alt }: CodePreviewProps) {
  const svg = codeSvg(link, look, logoUrl)
  return (
    <figure className="mx-auto w-76 max-w-full rounded-sheet border border-border bg-white p-4 text-center text-[#17181a]">
      {look.words !== '' && <p className="text-[22px] leading-7 font-[700] wrap-anywhere">{look.words}</p>}
      {/* biome-ignore lint/performance/noImgElement: a drawing of our own; nothing to optimise */}
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        alt={alt}
        width={264}
        height={264}
        className="mx-auto w-full"
      />
      <figcaption className="text-control font-strong wrap-anywhere">
        {link.replace(/^https?:\/\//, '')}
      </figcaption>
    </figure>
  )
}

/** The smallest print and the greatest distance, for what was chosen. */
export function PrintLimits({ look, check }: { look: Look; check: LookCheck }) {
  const t = useTranslations('printing.studio')
  const locale = useLocale()
  return (
    <dl className="grid grid-cols-2 gap-x-4 border-b border-separator py-3">
      <div>
        <dt className="text-dense text-muted">{t('smallest')}</dt>
        <dd className="text-figure-small">{t('mm', { mm: check.smallestMm })}</dd>
      </div>
      <div>
        <dt className="text-dense text-muted">{t('from')}</dt>
        <dd className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-figure-small">
            {t('cm', { cm: formatNumber(locale, check.distanceMm / 10) })}
          </span>
          <span className="text-dense text-muted">{t('atWidth', { mm: look.widthMm })}</span>
        </dd>
      </div>
    </dl>
  )
}
