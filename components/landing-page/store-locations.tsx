import type { BlockProps } from './block-props'
import { Text } from './text'
import { publicWords } from './words'

/** Where the brand's shops are and when they are open. A map opens only when a visitor asks for it. */
export function StoreLocations({ block, page }: BlockProps<'StoreLocations'>) {
  const { language } = page
  const { id, heading, stores } = block.props
  return (
    <section className="s stores" data-block={id}>
      <h2>
        <Text text={heading[language]} />
      </h2>
      <ul>
        {stores.map(({ name, address, hours, mapUrl }) => (
          <li key={`${name} ${address}`}>
            <b>{name}</b>
            <span>{address}</span>
            {hours[language] && (
              <span>
                <Text text={hours[language]} />
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
