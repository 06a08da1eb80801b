import { getLink, putPhone, Refused } from './api.js'
import { h } from './dom.js'
import { readLink, readPicture } from './links.js'
import { t } from './words.js'

let count = 0

/** A labelled field with help below it, and room for what is wrong with it. With `options` (value and words) one of them. */
export function field(label, { options, ...properties } = {}, help = undefined) {
  count += 1
  const id = `field-${count}`
  const input = options
    ? h('select', { id, ...properties }, ...options.map(([value, words]) => h('option', { value }, words)))
    : h('input', { id, ...properties })
  const problem = h('p', { class: 'problem', id: `${id}-problem`, role: 'alert' })
  const note = help && h('p', { class: 'help', id: `${id}-help` }, help)
  input.setAttribute('aria-describedby', `${help ? `${id}-help ` : ''}${id}-problem`)
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input, note, problem),
    input,
    complain(text) {
      problem.textContent = text
      input.setAttribute('aria-invalid', text ? 'true' : 'false')
      if (text) input.focus()
    },
  }
}

export function dialog(title, content, actions) {
  count += 1
  const id = `dialog-${count}`
  const element = h('dialog', { 'aria-labelledby': id }, h('h2', { id }, title), content, actions)
  element.addEventListener('close', () => element.remove())
  element.addEventListener('click', (event) => {
    if (event.target === element) element.close()
  })
  document.body.append(element)
  element.showModal()
  return element
}

export const actions = (...buttons) => h('div', { class: 'dialog-actions' }, ...buttons)
export const button = (text, properties = {}) =>
  h('button', { type: 'button', class: 'button', ...properties }, text)

/** Adds the phone of the two fields; says what is wrong beside them and gives undefined then. */
export async function addPhone(name, number) {
  name.complain('')
  number.complain('')
  if (name.input.required && name.input.value.trim() === '') {
    name.complain(t('badName'))
    return undefined
  }
  try {
    return await putPhone({ name: name.input.value, number: number.input.value })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    number.complain(t('badNumber'))
    return undefined
  }
}

/** Asks for name and number of one more phone. */
export function askPhone(nextNumber, onAdded) {
  const name = field(t('name'), { autocomplete: 'off', required: true, maxlength: 60 })
  const number = field(
    t('number'),
    { type: 'tel', inputmode: 'tel', autocomplete: 'off', value: nextNumber },
    t('numberHelp'),
  )
  const submit = async (event) => {
    event.preventDefault()
    const phone = await addPhone(name, number)
    if (!phone) return
    element.close()
    onAdded(phone)
  }
  const form = h(
    'form',
    { onsubmit: submit, novalidate: true },
    name.element,
    number.element,
    actions(
      button(t('cancel'), { onclick: () => element.close() }),
      h('button', { type: 'submit', class: 'button primary' }, t('addPhone')),
    ),
  )
  const element = dialog(t('anotherPhone'), form, undefined)
  name.input.focus()
}

/** Asks for a link or a picture of a code; `onChat` gets digits and draft of a chat link. */
export function askCode(businesses, onChat) {
  const link = field(
    t('scanLink'),
    { type: 'text', inputmode: 'url', autocomplete: 'off' },
    t('scanLinkHelp'),
  )
  const picture = field(t('scanPicture'), { type: 'file', accept: 'image/*' }, t('scanPaste'))
  const found = h('p', { class: 'found', role: 'status' })

  const take = async (text, from) => {
    let read = readLink(text)
    found.replaceChildren()
    if (read?.short) {
      read = await getLink(read.short)
      if (!read) return from.complain(t('scanExpired'))
    }
    if (!read) return from.complain(t('scanNotLink'))
    from.complain('')
    if (read.web) {
      found.replaceChildren(
        t('scanWeb'),
        ' ',
        h('a', { href: read.web, target: '_blank', rel: 'noopener' }, read.web),
      )
      return undefined
    }
    const business = businesses.find((one) => one.number === read.chat)
    if (!business) return from.complain(t('scanUnknown', { number: `+${read.chat}` }))
    element.close()
    return onChat(business.id, read.draft)
  }
  const takePicture = async (file) => {
    picture.complain('')
    found.replaceChildren(t('scanReading'))
    const text = await readPicture(file).catch(() => undefined)
    found.replaceChildren()
    if (text === undefined) picture.complain(t('scanNothing'))
    else await take(text, picture)
  }
  picture.input.addEventListener('change', () => {
    const [file] = picture.input.files
    if (file) void takePicture(file)
  })
  const form = h(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault()
        take(link.input.value, link)
      },
    },
    link.element,
    picture.element,
    found,
    actions(
      button(t('cancel'), { onclick: () => element.close() }),
      h('button', { type: 'submit', class: 'button primary' }, t('scanOpen')),
    ),
  )
  const element = dialog(t('scanTitle'), form, undefined)
  // A picture that was copied (a screenshot of a poster) counts as chosen.
  element.addEventListener('paste', (event) => {
    const file = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    if (!file) return
    event.preventDefault()
    void takePicture(file)
  })
  link.input.focus()
}

/** Asks once more before a business is reported. */
export function askReport(name, onReport) {
  const element = dialog(
    t('reportTitle', { name }),
    h('p', { class: 'dialog-text' }, t('reportText')),
    actions(
      button(t('cancel'), { onclick: () => element.close() }),
      button(t('reportDo'), {
        class: 'button danger-filled',
        onclick: () => {
          element.close()
          onReport()
        },
      }),
    ),
  )
}

/** Asks for the address whose mails a phone reads. */
export function askAddress(before, onAddress) {
  const address = field(
    t('address'),
    { type: 'email', autocomplete: 'off', value: before, required: true },
    t('addressHelp'),
  )
  const submit = async (event) => {
    event.preventDefault()
    try {
      await onAddress(address.input.value.trim())
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return address.complain(t('badAddress'))
    }
    return element.close()
  }
  const form = h(
    'form',
    { onsubmit: submit, novalidate: true },
    address.element,
    actions(
      button(t('cancel'), { onclick: () => element.close() }),
      h('button', { type: 'submit', class: 'button primary' }, t('keep')),
    ),
  )
  const element = dialog(t('addressTitle'), form, undefined)
  address.input.select()
}
