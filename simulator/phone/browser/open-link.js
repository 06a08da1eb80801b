import { act, getState, listen } from './api.js'
import { chatHeader } from './chats-app.js'
import { composer } from './composer.js'
import { addPhone, field } from './dialogs.js'
import { h, icon, statusIcons } from './dom.js'
import { phoneScreen } from './phone-screen.js'
import { clockTime, t } from './words.js'

const lastKey = 'simulator last phone'
const other = 'other'

const link = JSON.parse(document.getElementById('link').textContent)
const main = document.getElementById('chat')
const state = await getState()

const asked = link.phone
const listed =
  asked && !state.phones.some((phone) => phone.number === asked.number)
    ? [asked, ...state.phones]
    : state.phones
let chosen = [asked?.number, localStorage.getItem(lastKey), listed[0]?.number].find(
  (number) => number && listed.some((phone) => phone.number === number),
)
chosen ??= other

const name = field(t('nameIfYouLike'), { autocomplete: 'off', maxlength: 60 })
const number = field(t('number'), {
  type: 'tel',
  inputmode: 'tel',
  autocomplete: 'off',
  value: state.nextNumber,
})
const newPhone = h('div', { class: 'new-phone' }, number.element, name.element)

const choice = (value, label, detail) => {
  const radio = h('input', { type: 'radio', name: 'phone', value })
  radio.checked = value === chosen
  radio.addEventListener('change', () => {
    chosen = value
    newPhone.hidden = chosen !== other
  })
  return h(
    'label',
    { class: 'choice' },
    radio,
    h('span', {}, label),
    detail && h('span', { class: 'muted' }, detail),
  )
}

const chooser = h(
  'fieldset',
  { class: 'chooser' },
  h('legend', {}, t('whoSends')),
  h(
    'div',
    { class: 'choices' },
    listed.map((phone) => choice(phone.number, phone.name, phone.shown)),
    choice(other, t('otherNumber')),
  ),
  newPhone,
)
newPhone.hidden = chosen !== other

const draft = composer(async (text) => {
  const known = listed.find((phone) => phone.number === chosen)
  const onBoard = state.phones.find((phone) => phone.number === chosen)
  if (known && !onBoard) {
    name.input.value = known.name
    number.input.value = `+${known.number}`
  }
  const phone = onBoard ?? (await addPhone(name, number))
  if (!phone) return false
  localStorage.setItem(lastKey, phone.number)
  await act(phone.number, { act: 'write', business: link.business.id, text })
  showChat(phone)
  return true
})

const device = h('div', { class: 'phone light single' })
const slot = h('section', { class: 'slot', 'aria-label': link.business.name }, device)

function showDraft() {
  const intro = h(
    'div',
    { class: 'thread' },
    h('div', { class: 'day' }, h('span', {}, icon('lock', 13), t('encrypted'))),
    h('div', { class: 'day' }, h('span', {}, t('toldNothing'))),
  )
  const chat = h(
    'div',
    { class: 'inside' },
    chatHeader(link.business, undefined),
    intro,
    h('div', { class: 'chat-foot' }, chooser, draft.element),
  )
  const bar = h(
    'div',
    { class: 'status-bar', 'aria-hidden': 'true' },
    h('span', {}, clockTime(Date.now())),
    statusIcons(),
  )
  device.replaceChildren(h('div', { class: 'screen' }, bar, chat))
  draft.setDraft(link.draft)
}

function showChat(phone) {
  const screen = phoneScreen(phone.number, { open: link.business.id, canGoBack: false })
  device.className = `phone ${phone.theme ?? 'light'} single`
  device.replaceChildren(screen.element)
  slot.setAttribute('aria-label', `${phone.name}, ${phone.shown}`)
  caption.textContent = t('sendingAs', { name: phone.name, number: phone.shown })
  listen({
    hello: () => void screen.refresh(),
    phone: (changed) => changed === phone.number && void screen.refresh(),
  })
  document.addEventListener('visibilitychange', () => void screen.look())
}

const caption = h('p', { class: 'caption muted', role: 'status' })
const lang = document.documentElement.lang
main.append(slot, caption, h('p', { class: 'caption' }, h('a', { href: `/?lang=${lang}` }, t('toPhones'))))
showDraft()
