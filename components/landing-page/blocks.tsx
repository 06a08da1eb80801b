import type { Ref } from 'react'
import type { Block } from '@/core/sources/landing-pages/schema'
import type { BlockProps, PageView } from './block-props'
import { Countdown } from './countdown'
import { BlockIcon } from './icons'
import { Logo } from './logo'
import { OptInForm } from './opt-in-form'
import { Picture } from './picture'
import { StoreLocations } from './store-locations'
import { publicWords } from './words'
import { isShown, Words } from './words-of'

type DivRef = Ref<HTMLDivElement>

function Hero({ block, page, rootRef }: BlockProps<'Hero'>) {
  const { id, title, text } = block.props
  return (
    <div className="hero" data-block={id} ref={rootRef as DivRef}>
      <div className="w">
        <h1>
          <Words page={page} id={id} path="title" text={title} />
        </h1>
        {isShown(page, text) && (
          <p>
            <Words page={page} id={id} path="text" text={text} />
          </p>
        )}
      </div>
    </div>
  )
}

function Benefits({ block, page, rootRef }: BlockProps<'Benefits'>) {
  const { id, items } = block.props
  return (
    <ul className="s ben" data-block={id} ref={rootRef as Ref<HTMLUListElement>}>
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own
        <li key={i}>
          <BlockIcon name={item.icon} />
          <span>
            <Words page={page} id={id} path={`items.${i}.text`} text={item.text} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function ExampleMessage({ block, page, side, rootRef }: BlockProps<'ExampleMessage'> & { side: boolean }) {
  const { language, brand } = page
  const { id, heading, picture, text, button } = block.props
  const words = publicWords[language]
  return (
    <section
      className={side ? 's ex side' : 's ex'}
      data-block={id}
      aria-label={words.exampleLabel(brand.name)}
      ref={rootRef}
    >
      <h2>
        <Words page={page} id={id} path="heading" text={heading} />
      </h2>
      <div className="bub">
        {picture === 'logo' && <Logo brand={brand} className="pic" />}
        <p>
          <Words page={page} id={id} path="text" text={text} />
        </p>
        <time>{words.exampleTime}</time>
        {isShown(page, button) && (
          <div className="rb">
            <Words page={page} id={id} path="button" text={button} plain />
          </div>
        )}
      </div>
    </section>
  )
}

function Questions({ block, page, rootRef }: BlockProps<'Questions'>) {
  const { id, heading, items } = block.props
  return (
    <section className="s qs" data-block={id} ref={rootRef}>
      <h2>
        <Words page={page} id={id} path="heading" text={heading} />
      </h2>
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own
        <details key={i} open={page.drawText !== undefined || undefined}>
          <summary>
            <Words page={page} id={id} path={`items.${i}.question`} text={item.question} plain />
          </summary>
          <p>
            <Words page={page} id={id} path={`items.${i}.answer`} text={item.answer} />
          </p>
        </details>
      ))}
    </section>
  )
}

/** What the brand says above its address, which the page itself adds. */
function Footer({ block, page, rootRef }: BlockProps<'Footer'>) {
  const { id, text } = block.props
  return (
    <div className="foot" data-block={id} ref={rootRef as DivRef}>
      {isShown(page, text) && (
        <p className="w">
          <Words page={page} id={id} path="text" text={text} />
        </p>
      )}
    </div>
  )
}

type PageBlockProps = { block: Block; page: PageView; side: boolean; rootRef?: Ref<HTMLElement> | undefined }

/** One block of the page. `side` is the block that stands beside the others on a wide screen. */
export function PageBlock({ block, side, ...props }: PageBlockProps) {
  switch (block.type) {
    case 'Hero':
      return <Hero block={block} {...props} />
    case 'Picture':
      return <Picture block={block} {...props} />
    case 'Benefits':
      return <Benefits block={block} {...props} />
    case 'OptInForm':
      return <OptInForm block={block} {...props} />
    case 'ExampleMessage':
      return <ExampleMessage block={block} side={side} {...props} />
    case 'Questions':
      return <Questions block={block} {...props} />
    case 'Countdown':
      return <Countdown block={block} {...props} />
    case 'StoreLocations':
      return <StoreLocations block={block} {...props} />
    case 'Footer':
      return <Footer block={block} {...props} />
  }
}
