import { pictureFallback, pictureSources } from '@/core/sources/pictures/rules'
import type { BlockProps } from './block-props'
import { isShown, Words } from './words-of'

/** A phone takes the whole width; on a desk the column is as wide as this. */
const shownAt = '(min-width:54rem) 36rem, 100vw'

/** A picture in the size that fits the screen. Its place is kept free, so nothing jumps when it comes. */
export function Picture({ block, page, rootRef }: BlockProps<'Picture'>) {
  const { picture, alt, caption, id } = block.props
  return (
    <figure className="s fig" data-block={id} ref={rootRef}>
      {picture && (
        <picture>
          <source type="image/avif" srcSet={pictureSources(picture, 'avif')} sizes={shownAt} />
          <source type="image/webp" srcSet={pictureSources(picture, 'webp')} sizes={shownAt} />
          <img
            src={pictureFallback(picture)}
            alt={alt[page.language]}
            width={picture.width}
            height={picture.height}
            loading="lazy"
            decoding="async"
          />
        </picture>
      )}
      {!picture && page.isPreview && <div className="nopic" />}
      {isShown(page, caption) && (
        <figcaption>
          <Words page={page} id={id} path="caption" text={caption} />
        </figcaption>
      )}
    </figure>
  )
}
