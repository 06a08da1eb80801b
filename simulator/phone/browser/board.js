import { gathered, getState, getWire, listen } from './api.js'
import { askPhone } from './dialogs.js'
import { h, icon } from './dom.js'
import { phoneSlot } from './phone-slot.js'
import { sideColumn } from './wire.js'
import { t } from './words.js'

const shownKey = 'simulator shown phone'

const board = document.getElementById('board')
const side = sideColumn(document.getElementById('side'))
const tabs = h('div', { class: 'phone-tabs', role: 'group', 'aria-label': t('phones') })
const phones = h('div', { class: 'phones' })
const empty = h('p', { class: 'empty-board' }, t('noPhones'))
const lost = h('p', { class: 'lost', role: 'status', hidden: true }, t('lost'))
board.append(lost, tabs, empty, phones)

const slots = new Map()
let businesses = []
let nextNumber = ''

/** Narrow screens show one phone at a time; wide ones show them all. */
function choose(number) {
  sessionStorage.setItem(shownKey, number)
  for (const [each, slot] of slots) {
    slot.element.classList.toggle('chosen', each === number)
    slot.tab.setAttribute('aria-pressed', String(each === number))
  }
  void slots.get(number)?.screen.look()
}

/** Stays with a phone that has another number now, whether or not the board knows it yet. */
function follow(number) {
  sessionStorage.setItem(shownKey, number)
  if (slots.has(number)) choose(number)
}

const readState = gathered(async () => {
  const state = await getState()
  businesses = state.businesses
  nextNumber = state.nextNumber
  side.showState(state)
  empty.hidden = state.phones.length > 0
  tabs.hidden = state.phones.length < 2
  const known = new Set(state.phones.map((phone) => phone.number))
  for (const [number, slot] of slots) {
    const now = state.phones.find((phone) => phone.number === number)
    if (now && now.theme === slot.phone.theme && now.name === slot.phone.name) continue
    slot.element.remove()
    slot.tab.remove()
    slots.delete(number)
  }
  for (const [position, phone] of state.phones.entries()) {
    let slot = slots.get(phone.number)
    if (!slot) {
      const made = phoneSlot(phone, () => businesses, follow)
      const tab = h(
        'button',
        { type: 'button', class: 'button small', onclick: () => choose(phone.number) },
        phone.name,
      )
      slot = { ...made, tab }
      slots.set(phone.number, slot)
    }
    if (phones.children[position] !== slot.element)
      phones.insertBefore(slot.element, phones.children[position] ?? null)
    if (tabs.children[position] !== slot.tab) tabs.insertBefore(slot.tab, tabs.children[position] ?? null)
    void slot.screen.refresh()
  }
  const shown = sessionStorage.getItem(shownKey)
  const first = state.phones[0]?.number
  if (first) choose(shown !== null && known.has(shown) ? shown : first)
})

const readWire = gathered(async () => side.showWire(await getWire()))

const addButton = document.getElementById('add-phone')
addButton.prepend(icon('device', 17))
addButton.addEventListener('click', () =>
  askPhone(nextNumber, (phone) => sessionStorage.setItem(shownKey, phone.number)),
)
document.addEventListener('visibilitychange', () => {
  for (const slot of slots.values()) void slot.screen.look()
})

listen(
  {
    hello: () => {
      void readState()
      void readWire()
    },
    phone: (number) => void slots.get(number)?.screen.refresh(),
    phones: () => void readState(),
    faults: () => void readState(),
    wire: () => void readWire(),
  },
  (up) => {
    lost.hidden = up
  },
)
