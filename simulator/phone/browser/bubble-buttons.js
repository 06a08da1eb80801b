import { h, icon } from './dom.js'
import { t } from './words.js'

const safeAddress = (address) => (/^https?:\/\//.test(address) ? address : undefined)

/** Kinds that answer the business when they are pressed, with the drawing on them. */
const answering = {
  quick_reply: 'reply',
  reply: 'reply',
  flow: 'file',
  ask_contact: 'phone',
  ask_location: 'pin',
}
/** Kinds that open something this phone does not have. */
const elsewhere = { catalog: 'bag', products: 'bag', call: 'phone' }

function copyButton(button, label) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(button.code)
      label.textContent = t('copied', { code: button.code })
    } catch {
      // Not allowed to copy: the code itself can still be selected.
      label.textContent = button.code
    }
  }
  return h('button', { type: 'button', class: 'bubble-button', onclick: copy }, icon('copy', 17), label)
}

/** One button of a message. `onPress` hears of what the business or WhatsApp learns of. */
export function buttonOf(button, { pressed, onPress }) {
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
        onclick: onPress,
      },
      icon('link', 17),
      label,
      h('span', { class: 'hidden' }, ` (${t('openInNewTab')})`),
    )
  }
  if (button.kind === 'phone') {
    return h('a', { class: 'bubble-button', href: `tel:${button.number}` }, icon('phone', 17), label)
  }
  if (button.kind === 'copy') return copyButton(button, label)
  const absent = button.kind in elsewhere
  return h(
    'button',
    {
      type: 'button',
      class: 'bubble-button',
      disabled: absent || pressed.includes(button.text),
      title: absent && t('notOnThisPhone'),
      onclick: onPress,
    },
    icon(elsewhere[button.kind] ?? answering[button.kind] ?? 'reply', 17),
    label,
  )
}

/** WhatsApp shows three buttons; of more it shows two and puts all of them behind a third. */
const mostShown = 3

/** The buttons under a message. `openSheet` draws the sheet that holds all of them. */
export function buttonsOf(buttons, { pressed, onPress, openSheet }) {
  const draw = (button, index, after = () => undefined) =>
    buttonOf(button, {
      pressed,
      onPress: () => {
        after()
        onPress(index)
      },
    })
  if (buttons.length <= mostShown) {
    return h(
      'div',
      { class: 'bubble-buttons' },
      buttons.map((button, index) => draw(button, index)),
    )
  }
  const all = h(
    'button',
    {
      type: 'button',
      class: 'bubble-button',
      'aria-haspopup': 'dialog',
      onclick: () =>
        openSheet(t('allOptions'), (close) =>
          h(
            'div',
            { class: 'sheet-buttons' },
            buttons.map((button, index) => draw(button, index, close)),
          ),
        ),
    },
    icon('list', 17),
    h('span', {}, t('seeAllOptions')),
  )
  return h('div', { class: 'bubble-buttons' }, draw(buttons[0], 0), draw(buttons[1], 1), all)
}

let lists = 0

/** The button of a list message; it opens a sheet in which one row is chosen and sent. */
export function listOf(list, { onPick, openSheet }) {
  const open = () =>
    openSheet(list.button, (close) => {
      lists += 1
      const name = `list-${lists}`
      const send = h('button', { type: 'submit', class: 'sheet-send', disabled: true }, t('send'))
      const row = ({ id, title, description }) =>
        h(
          'label',
          { class: 'list-row' },
          h('span', {}, h('strong', {}, title), description && h('span', {}, description)),
          h('input', { type: 'radio', name, value: id, onchange: () => send.removeAttribute('disabled') }),
        )
      const submit = (event) => {
        event.preventDefault()
        const chosen = new FormData(event.currentTarget).get(name)
        if (chosen === null) return
        close()
        onPick(chosen)
      }
      return h(
        'form',
        { class: 'sheet-list', onsubmit: submit },
        list.sections.map((section) =>
          h('fieldset', {}, section.title && h('legend', {}, section.title), section.rows.map(row)),
        ),
        send,
      )
    })
  return h(
    'div',
    { class: 'bubble-buttons' },
    h(
      'button',
      { type: 'button', class: 'bubble-button', 'aria-haspopup': 'dialog', onclick: open },
      icon('list', 17),
      h('span', {}, list.button),
    ),
  )
}
