import type { RenderInput } from '@/core/sources/landing-pages/document/rules'
import type { Block } from '@/core/sources/landing-pages/schema'
import type { BlockProps } from './block-props'
import { BlockIcon } from './icons'
import { OptInForm } from './opt-in-form'
import { Text } from './text'
import { publicWords } from './words'

/** The brand's own drawing. It was made or cleaned by us before it was stored, so it goes in as it is. */
export function Logo({ svg, className }: { svg: string | null; className: string }) {
  if (!svg) return null
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a cleaned drawing, see the column's comment
  return <span className={className} aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />
}

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
      {block.props.items.map((item) => (
        <li key={item.text.nl + item.text.en}>
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
        {block.props.picture === 'logo' && <Logo svg={brand.logoSvg} className="pic" />}
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
      {block.props.items.map((item) => (
        <details key={item.question.nl + item.question.en}>
          <summary>{item.question[language]}</summary>
          <p>
            <Text text={item.answer[language]} />
          </p>
        </details>
      ))}
    </section>
  )
}

/** One block of the page's body. The footer stands outside, see `PageFooter`. */
export function PageBlock({ block, page, side }: { block: Block; page: RenderInput; side: boolean }) {
  switch (block.type) {
    case 'Hero':
      return <Hero block={block} page={page} />
    case 'Benefits':
      return <Benefits block={block} page={page} />
    case 'OptInForm':
      return <OptInForm block={block} page={page} />
    case 'ExampleMessage':
      return <ExampleMessage block={block} page={page} side={side} />
    case 'Questions':
      return <Questions block={block} page={page} />
    case 'Footer':
      return null
  }
}
