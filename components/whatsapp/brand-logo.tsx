import { cx } from '../ui/cx'

/** A brand's drawing and the colour it stands on, as on its public pages. */
export type PhoneLogo = { svg: string | null; background: string }

/** The drawing as a picture, so that nothing in it can act on the page. */
export function BrandLogo({ logo, className }: { logo: PhoneLogo; className?: string }) {
  if (!logo.svg) return null
  return (
    // biome-ignore lint/performance/noImgElement: a few hundred bytes in the page itself, nothing to optimise
    <img
      src={`data:image/svg+xml,${encodeURIComponent(logo.svg)}`}
      alt=""
      className={cx('object-contain', className)}
    />
  )
}
