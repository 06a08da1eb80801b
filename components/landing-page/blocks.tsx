import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import type { Block } from '@/core/sources/landing-pages/schema'
import type { BlockProps } from './block-props'
import { Countdown } from './countdown'
import { BlockIcon } from './icons'
import { Logo } from './logo'
import { OptInForm } from './opt-in-form'
import { Picture } from './picture'
import { StoreLocations } from './store-locations'
import { Text } from './text'
import { publicWords } from './words'

function Hero({ block, page }: BlockProps<'Hero'>) {
  const text = block.props.text[page.language]
  return (
    <div className="hero" data-block={block.props.id}>
      <div className="w">
        <h1>
          <Text text={block.props.title[page.language]} />
        </h1>
        {text && (
          <p>
            <Text text={text} />
          </p>
        )}
      </div>
    </div>
  )
}

function Benefits({ block, page }: BlockProps<'Benefits'>) {
  return (
    <ul className="s ben" data-block={block.props.id}>
      {block.props.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own
        <li key={i}>
          <BlockIcon name={item.icon} />
          <span>
            <Text text={item.text[page.language]} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function ExampleMessage({ block, page, side }: BlockProps<'ExampleMessage'> & { side: boolean }) {
  const { language, brand } = page
  const words = publicWords[language]
  const button = block.props.button[language]
  return (
    <section
      className={side ? 's ex side' : 's ex'}
      data-block={block.props.id}
      aria-label={words.exampleLabel(brand.name)}
    >
      <h2>
        <Text text={block.props.heading[language]} />
      </h2>
      <div className="bub">
        {block.props.picture === 'logo' && <Logo brand={brand} className="pic" />}
        <p>
          <Text text={block.props.text[language]} />
        </p>
        <time>{words.exampleTime}</time>
        {button && <div className="rb">{button}</div>}
      </div>
    </section>
  )
}

function Questions({ block, page }: BlockProps<'Questions'>) {
  const { language } = page
  return (
    <section className="s qs" data-block={block.props.id}>
      <h2>
        <Text text={block.props.heading[language]} />
      </h2>
      {block.props.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own
        <details key={i}>
          <summary>{item.question[language]}</summary>
          <p>
            <Text text={item.answer[language]} />
          </p>
        </details>
      ))}
    </section>
  )
}

/** What the brand says above its address, which the page itself adds. */
function Footer({ block, page }: BlockProps<'Footer'>) {
  const text = block.props.text[page.language]
  return (
    <div className="foot" data-block={block.props.id}>
      {text && (
        <p className="w">
          <Text text={text} />
        </p>
      )}
    </div>
  )
}

/** One block of the page. `side` is the block that stands beside the others on a wide screen. */
export function PageBlock({ block, page, side }: { block: Block; page: RenderInput; side: boolean }) {
  switch (block.type) {
    case 'Hero':
      return <Hero block={block} page={page} />
    case 'Picture':
      return <Picture block={block} page={page} />
    case 'Benefits':
      return <Benefits block={block} page={page} />
    case 'OptInForm':
      return <OptInForm block={block} page={page} />
    case 'ExampleMessage':
      return <ExampleMessage block={block} page={page} side={side} />
    case 'Questions':
      return <Questions block={block} page={page} />
    case 'Countdown':
      return <Countdown block={block} page={page} />
    case 'StoreLocations':
      return <StoreLocations block={block} page={page} />
    case 'Footer':
      return <Footer block={block} page={page} />
  }
}
