import { askAd, askMove, askUsername } from './act-dialogs.js'
import { act, putAway, putPhone } from './api.js'
import { askCode, askReport } from './dialogs.js'
import { h, icon } from './dom.js'
import { phoneScreen } from './phone-screen.js'
import { t } from './words.js'

const openKey = (number) => `simulator open ${number}`

/**
 * One phone on the board with its name above and what its holder can do with a chat below. `follow` hears the number that it
 * has from now on.
 */
export function phoneSlot(phone, getBusinesses, follow) {
  const { number } = phone
  let open = sessionStorage.getItem(openKey(number)) ?? undefined
  let current
  let username = ''
  let settled = open !== undefined

  const chips = h('span', { class: 'chips' })
  const body = h('div', { class: `phone ${phone.theme}` })
  const screen = phoneScreen(number, { open, onChange })
  body.append(screen.element)

  const block = h('button', { type: 'button', class: 'button small' })
  const report = h('button', { type: 'button', class: 'button small' }, t('report'))
  const scan = h('button', { type: 'button', class: 'button small' }, icon('scan', 16), t('scan'))
  const offers = h(
    'button',
    { type: 'button', class: 'switch', role: 'switch' },
    h('span', { class: 'thumb' }),
  )
  const offersLine = h('label', { class: 'offers' }, h('span', {}, t('stopOffers')), offers)

  scan.addEventListener('click', () =>
    askCode(getBusinesses(), (business, draft) => screen.openChat(business, draft)),
  )
  block.addEventListener('click', () =>
    act(number, { act: 'block', business: current.business.id, on: !current.blocked }),
  )
  report.addEventListener('click', () =>
    askReport(current.business.name, () => act(number, { act: 'report', business: current.business.id })),
  )
  offers.addEventListener('click', () =>
    act(number, { act: 'offers', business: current.business.id, stopped: !current.stopped }),
  )

  const mute = h('button', { type: 'button' }, t('mute'))
  mute.addEventListener('click', () => {
    menu.open = false
    void act(number, { act: 'mute', business: current.business.id })
  })

  // What people seldom do, and businesses have to bear.
  const rare = [
    [
      t('viaAd'),
      () => {
        // To whom is on the screen; without a chat to any business there is.
        const businesses = current ? [current.business] : getBusinesses()
        if (businesses.length > 0) askAd(number, businesses, (id) => screen.openChat(id))
      },
    ],
    [t('move'), () => askMove(number, phone.name, follow)],
    [t('username'), () => askUsername(number, phone.name, username)],
  ]

  const menu = h(
    'details',
    { class: 'menu' },
    h('summary', { 'aria-label': t('phoneMenu') }, icon('more', 18)),
    h(
      'div',
      { class: 'menu-items' },
      h(
        'button',
        {
          type: 'button',
          onclick: async () => {
            menu.open = false
            await putPhone({
              number: `+${number}`,
              name: phone.name,
              theme: phone.theme === 'dark' ? 'light' : 'dark',
            })
          },
        },
        phone.theme === 'dark' ? t('makeLight') : t('makeDark'),
      ),
      mute,
      ...rare.map(([label, ask]) =>
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              menu.open = false
              ask()
            },
          },
          label,
        ),
      ),
      h('button', { type: 'button', onclick: () => putAway(number) }, t('putAway')),
    ),
  )
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false
  })

  const element = h(
    'section',
    { class: 'slot', 'aria-label': `${phone.name}, ${phone.shown}`, 'data-number': number },
    h(
      'div',
      { class: 'slot-head' },
      h('strong', {}, phone.name),
      h('span', { class: 'muted' }, phone.shown),
      chips,
      menu,
    ),
    body,
    h('div', { class: 'slot-actions' }, scan, block, report),
    offersLine,
  )

  function onChange(state, chat) {
    if (!settled) {
      // The first look at a phone: straight into the chat that has something in it.
      settled = true
      const newest = state.chats
        .filter((one) => one.messages.length > 0)
        .sort((one, other) => other.messages.at(-1).at - one.messages.at(-1).at)[0]
      if (newest && !chat) return screen.openChat(newest.business.id)
    }
    open = chat?.business.id
    sessionStorage.setItem(openKey(number), open ?? '')
    current = chat
    block.textContent = chat?.blocked ? t('unblock') : t('block')
    for (const control of [mute, block, report, offers]) control.disabled = !chat
    mute.disabled = !chat || chat.muted
    username = state.username
    report.disabled = !chat || chat.reported
    offers.setAttribute('aria-checked', String(Boolean(chat?.stopped)))
    const marks = chat
      ? [
          chat.blocked && t('chipBlocked'),
          chat.stopped && t('chipStopped'),
          chat.reported && t('chipReported'),
          chat.muted && t('chipMuted'),
        ]
      : []
    chips.replaceChildren(...marks.filter(Boolean).map((mark) => h('span', { class: 'chip' }, mark)))
    return undefined
  }

  return { element, screen, phone }
}
