import { buttonOf } from './bubble-buttons.js'
import { headerOf } from './bubble-header.js'
import { h, icon } from './dom.js'
import { formatted } from './format.js'
import { t } from './words.js'

/** A row of cards to swipe through; arrows stand in for a finger, and the arrow keys for both. */
export function cardsOf(cards, { pressed, onPress }) {
  const row = h(
    'div',
    { class: 'cards', tabindex: '0', role: 'group', 'aria-label': t('cards', { count: cards.length }) },
    cards.map((card, nth) =>
      h(
        'div',
        {
          class: 'card',
          role: 'group',
          'aria-label': t('card', { nth: nth + 1, count: cards.length }),
        },
        card.header && headerOf(card.header),
        card.body && h('div', { class: 'bubble-body' }, formatted(card.body)),
        h(
          'div',
          { class: 'bubble-buttons' },
          card.buttons.map((button, index) =>
            buttonOf(button, { pressed, onPress: () => onPress(index, nth) }),
          ),
        ),
      ),
    ),
  )
  const swipe = (direction) => {
    const [first, second] = row.children
    const step = second ? second.offsetLeft - first.offsetLeft : row.clientWidth
    row.scrollBy({ left: direction * step, behavior: 'smooth' })
  }
  const arrow = (direction, label) =>
    h(
      'button',
      {
        type: 'button',
        class: `card-arrow ${direction < 0 ? 'before' : 'after'}`,
        'aria-label': label,
        onclick: () => swipe(direction),
      },
      icon('back', 18),
    )
  const before = arrow(-1, t('cardBefore'))
  const after = arrow(1, t('cardAfter'))
  const fit = () => {
    before.hidden = row.scrollLeft < 4
    after.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 4
  }
  row.addEventListener('scroll', fit)
  new ResizeObserver(fit).observe(row)
  return h('div', { class: 'cards-frame' }, row, before, after)
}
