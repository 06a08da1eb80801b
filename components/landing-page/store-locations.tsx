import type { BlockProps } from './block-props'
import { publicWords } from './words'
import { isShown, Words } from './words-of'

/** Where the brand's shops are and when they are open. A map opens only when a visitor asks for it. */
export function StoreLocations({ block, page, rootRef }: BlockProps<'StoreLocations'>) {
  const { language } = page
  const { id, heading, stores } = block.props
  return (
    <section className="s stores" data-block={id} ref={rootRef}>
      <h2>
        <Words page={page} id={id} path="heading" text={heading} />
      </h2>
      <ul>
        {stores.map(({ name, address, hours, mapUrl }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two shops may share a name while they are being written
          <li key={i}>
            <b>{name}</b>
            <span>{address}</span>
            {isShown(page, hours) && (
              <span>
                <Words page={page} id={id} path={`stores.${i}.hours`} text={hours} />
              </span>
            )}
            {mapUrl && (
              <a href={mapUrl} rel="noreferrer">
                {publicWords[language].route(name)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
