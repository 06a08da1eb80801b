import { act, gathered, getPhone } from './api.js'
import { chatsApp, unreadMark } from './chats-app.js'
import { h, icon, statusIcons } from './dom.js'
import { mailApp } from './mail-app.js'
import { sheetIn } from './sheet.js'
import { smsApp } from './sms-app.js'
import { clockTime, t } from './words.js'

/**
 * The inside of one phone: WhatsApp, SMS and mail, of which one is in front. Reads its state when told to by `refresh`,
 * and tells `onChange` (the phone, the open chat) after every reading.
 */
export function phoneScreen(number, { open, canGoBack = true, onChange = () => undefined }) {
  let state
  const time = h('span', {}, clockTime(Date.now()))
  const bar = h('div', { class: 'status-bar', 'aria-hidden': 'true' }, time, statusIcons())
  const inside = h('div', { class: 'inside' })
  const foot = h('nav', { class: 'apps', 'aria-label': t('apps') })
  const behind = h('div', { class: 'behind' }, bar, inside, foot)
  const root = h('div', { class: 'screen' }, behind)

  const context = {
    number,
    canGoBack,
    refresh: () => refresh(),
    openSheet: sheetIn(root, behind),
    onOpen: () => show(),
  }
  const chats = chatsApp(context)
  const apps = [chats, smsApp(context), mailApp(context)]
  let app = chats
  let shown

  const openChat = () => (app === chats ? chats.current(state) : undefined)
  const isSeen = () =>
    root.isConnected && root.offsetParent !== null && document.visibilityState === 'visible'

  async function look() {
    if (state && isSeen()) await app.look(state)
  }

  const refresh = gathered(async () => {
    state = await getPhone(number)
    render()
    onChange(state, openChat())
    await look()
  })

  /** After something else was opened: drawn from what is known, then told. */
  function show() {
    if (!state) return
    render()
    onChange(state, openChat())
    void look()
  }

  function render() {
    time.textContent = clockTime(Date.now())
    const key = `${app.name} ${app.current(state) ? app.key() : 'list'}`
    if (shown !== key) {
      shown = key
      app.make(state, inside)
    }
    app.fill(state)
    foot.hidden = !canGoBack || (app.isOpen() && app.current(state) !== undefined)
    fillFoot()
  }

  function fillFoot() {
    const wanted = apps.map((one) => `${one.name} ${one.unread(state)} ${one === app}`).join()
    if (foot.dataset.signature === wanted) return
    foot.dataset.signature = wanted
    const focused = [...foot.children].indexOf(document.activeElement)
    foot.replaceChildren(
      ...apps.map((one) =>
        h(
          'button',
          {
            type: 'button',
            class: 'plain app',
            'aria-current': one === app && 'page',
            onclick: () => {
              app = one
              show()
            },
          },
          h('span', { class: 'app-icon' }, icon(one.icon, 22), unreadMark(one.unread(state))),
          h('span', {}, t(one.name)),
        ),
      ),
    )
    foot.children[focused]?.focus()
  }

  if (open) chats.open(open)

  return {
    element: root,
    refresh,
    openChat(id, draft) {
      app = chats
      chats.open(id, draft)
    },
    look,
    act: (what) => act(number, what),
  }
}
