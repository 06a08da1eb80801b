import { h, icon, ticks } from './dom.js'
import { formatted } from './format.js'
import { clockTime, t } from './words.js'

const mediaIcons = { image: 'picture', video: 'camera', document: 'file', location: 'device' }

function headerOf(header) {
  if (header.kind === 'text') return h('p', { class: 'bubble-title' }, header.text ?? '')
  if (header.kind === 'image' && /^(https?:|\/phone\/media\/)/.test(header.link ?? '')) {
    return h('img', { class: 'bubble-picture', src: header.link, alt: t('image') })
  }
  return h(
    'div',
    { class: 'bubble-media' },
    icon(mediaIcons[header.kind] ?? 'file', 28),
    h('span', {}, header.text ?? t(header.kind)),
  )
}

const safeAddress = (address) => (/^https?:\/\//.test(address) ? address : undefined)

function buttonOf(button, index, pressed, onPress) {
  const label = h('span', {}, button.text)
  if (button.kind === 'url') {
    return h(
      'a',
      {
        class: 'bubble-button',
        href: safeAddress(button.url),
        target: '_blank',
        rel: 'noopener noreferrer',
        title: button.url,
      },
      icon('link', 17),
      label,
      h('span', { class: 'hidden' }, ` (${t('openInNewTab')})`),
    )
  }
  if (button.kind === 'phone') {
    return h('a', { class: 'bubble-button', href: `tel:${button.number}` }, icon('phone', 17), label)
  }
  if (button.kind === 'copy') {
    const copy = async () => {
      await navigator.clipboard?.writeText(button.code)
      label.textContent = t('copied')
    }
    return h('button', { type: 'button', class: 'bubble-button', onclick: copy }, icon('copy', 17), label)
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'bubble-button',
      disabled: pressed.includes(button.text),
      onclick: () => onPress(index),
    },
    icon('reply', 17),
    label,
  )
}

/** One message of a chat; `pressed` holds the texts of its reply buttons that were used. */
export function bubble(message, { pressed, tail, onPress, quoted }) {
  const { content } = message
  const mine = message.from === 'me'
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
  const buttons = content.buttons ?? []
  return h(
    'div',
    { class: `row ${mine ? 'mine' : 'theirs'}${tail ? ' tail' : ''}` },
    h(
      'div',
      { class: `bubble${buttons.length > 0 ? ' with-buttons' : ''}` },
      quoted && h('p', { class: 'bubble-quote' }, quoted),
      content.header && headerOf(content.header),
      h(
        'p',
        { class: 'bubble-body' },
        formatted(content.body),
        !content.footer && h('span', { class: 'meta-room' }),
      ),
      content.footer && h('p', { class: 'bubble-footer' }, content.footer, h('span', { class: 'meta-room' })),
      meta,
      buttons.length > 0 &&
        h(
          'div',
          { class: 'bubble-buttons' },
          buttons.map((button, index) => buttonOf(button, index, pressed, onPress)),
        ),
    ),
  )
}
