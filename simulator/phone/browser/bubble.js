import { buttonsOf, listOf } from './bubble-buttons.js'
import { cardsOf } from './bubble-cards.js'
import { headerOf } from './bubble-header.js'
import { h, icon, ticks } from './dom.js'
import { formatted } from './format.js'
import { clockTime, t, until } from './words.js'

/** A limited-time offer: its words, how long it still holds, and the code to use. */
function offerOf(offer, buttons) {
  const code = buttons.find((button) => button.kind === 'copy')?.code
  return h(
    'div',
    { class: 'bubble-offer' },
    h('span', { class: 'offer-mark' }, icon('gift', 20)),
    h(
      'span',
      {},
      h('strong', {}, offer.text),
      offer.expires_at !== null &&
        h(
          'span',
          { class: offer.expires_at < Date.now() ? 'ended' : '' },
          offer.expires_at < Date.now() ? t('offerEnded') : t('offerEnds', { when: until(offer.expires_at) }),
        ),
      code && h('span', {}, t('offerCode', { code })),
    ),
  )
}

const contactsOf = (contacts) =>
  h(
    'ul',
    { class: 'bubble-contacts' },
    contacts.map(({ name, numbers }) =>
      h(
        'li',
        {},
        icon('person', 24),
        h('span', {}, h('strong', {}, name), numbers.length > 0 && h('span', {}, numbers.join(', '))),
      ),
    ),
  )

/**
 * One message of a chat. `pressed` holds the texts of its buttons that were used, `reactions` the emoji under it;
 * `onPress(index, card)` and `onPick(row)` hear of what is done with it, `openSheet` draws what lies behind a button.
 */
export function bubble(message, { pressed, tail, quoted, reactions, onPress, onPick, openSheet }) {
  const { content } = message
  const mine = message.from === 'me'
  const buttons = content.buttons ?? []
  const wide = buttons.length > 0 || content.list || content.cards || content.header?.kind === 'location'
  const room = h('span', { class: 'meta-room' })
  const meta = h(
    'span',
    { class: 'bubble-meta' },
    h('time', { datetime: new Date(message.at).toISOString() }, clockTime(message.at)),
    mine &&
      h(
        'span',
        { class: `ticks ${message.status}` },
        ticks(message.status),
        h('span', { class: 'hidden' }, t(`tick_${message.status}`)),
      ),
  )
  return h(
    'div',
    { class: `row ${mine ? 'mine' : 'theirs'}${tail ? ' tail' : ''}${content.cards ? ' with-cards' : ''}` },
    h(
      'div',
      { class: `bubble${wide ? ' wide' : ''}` },
      quoted && h('p', { class: 'bubble-quote' }, quoted),
      content.header && headerOf(content.header),
      content.offer && offerOf(content.offer, buttons),
      content.contacts && contactsOf(content.contacts),
      (content.body || !content.footer) &&
        h('div', { class: 'bubble-body' }, formatted(content.body), !content.footer && room),
      content.footer && h('p', { class: 'bubble-footer' }, content.footer, room),
      meta,
      buttons.length > 0 && buttonsOf(buttons, { pressed, onPress, openSheet }),
      content.list && listOf(content.list, { onPick, openSheet }),
      reactions.length > 0 && h('span', { class: 'reactions' }, reactions.join('')),
    ),
    content.cards && cardsOf(content.cards, { pressed, onPress }),
  )
}
