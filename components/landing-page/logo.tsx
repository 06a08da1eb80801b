import type { PageBrand } from '@/core/sources/landing-pages/document/rules'
import { pictureUrl, pictureWidths } from '@/core/sources/pictures/rules'

/** The brand's own drawing or bitmap. The name stands beside it in words, so it says nothing by itself. */
export function Logo({
  brand,
  className,
}: {
  brand: Pick<PageBrand, 'logoSvg' | 'theme'>
  className: string
}) {
  const { logo } = brand.theme
  if (logo) {
    const [smallest = logo.width] = pictureWidths(logo.width)
    return (
      <span className={className}>
        {/* biome-ignore lint/performance/noImgElement: a stored document, outside of Next */}
        <img
          src={pictureUrl(logo.pictureId, smallest, 'webp')}
          alt=""
          width={logo.width}
          height={logo.height}
        />
      </span>
    )
  }
  if (!brand.logoSvg) return null
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a cleaned drawing, see the column's comment
  return <span className={className} aria-hidden="true" dangerouslySetInnerHTML={{ __html: brand.logoSvg }} />
}
