import { leftMark, timeLeft } from '@/core/sources/landing-pages/countdown/rules'
import { mark } from '@/core/sources/landing-pages/document/rules'
import type { BlockProps } from './block-props'
import { publicWords } from './words'
import { Words } from './words-of'

/**
 * How long something still lasts. The time left is filled in when the page is served; once it is empty the style
 * sheet shows the words for afterwards. The moment itself stands beside it with its zone.
 */
export function Countdown({ block, page, rootRef }: BlockProps<'Countdown'>) {
  const { language, brand } = page
  const { id, heading, until, over } = block.props
  const now = page.now ?? new Date()
  const left = page.isPreview ? timeLeft(Date.parse(until) / 1000, now, language) : mark(leftMark(until))
  const moment = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
    timeZone: brand.timeZone,
  }).format(new Date(until))
  return (
    <section className="s cd" data-block={id} ref={rootRef}>
      <h2>
        <Words page={page} id={id} path="heading" text={heading} />
      </h2>
      <p className="left">{left}</p>
      <p className="over">
        <Words page={page} id={id} path="over" text={over} />
      </p>
      <p className="until">
        <time dateTime={until}>{publicWords[language].until(moment)}</time>
      </p>
    </section>
  )
}
