import { pictureFallback, pictureSources } from '@/core/sources/pictures/rules'
import type { BlockProps } from './block-props'
import { Text } from './text'

/** A phone takes the whole width; on a desk the column is as wide as this. */
const shownAt = '(min-width:54rem) 36rem, 100vw'

/** A picture in the size that fits the screen. Its place is kept free, so nothing jumps when it comes. */
export function Picture({ block, page }: BlockProps<'Picture'>) {
  const { picture, alt, caption, id } = block.props
  const words = caption[page.language]
  return (
    <figure className="s fig" data-block={id}>
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
      {words && (
        <figcaption>
          <Text text={words} />
        </figcaption>
      )}
    </figure>
  )
}
