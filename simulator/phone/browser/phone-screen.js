import { act, gathered, getPhone } from './api.js'
import { composer } from './composer.js'
import { h, icon, reconcile, statusIcons } from './dom.js'
import { fillThread } from './thread.js'
import { clockTime, listTime, t } from './words.js'

/** The round picture of a business, or its first letter on its colour. */
export function avatar(business) {
  const round = h('span', { class: 'avatar', 'aria-hidden': 'true' })
  if (business.colour && CSS.supports('color', business.colour)) round.style.background = business.colour
  round.append(business.picture ? h('img', { src: business.picture, alt: '' }) : business.name.slice(0, 1))
  return round
}

/** The status bar, header and lines every chat has; `onBack` is left out where there is nothing to go back to. */
export function chatHeader(business, onBack) {
  return h(
    'div',
    { class: 'chat-head' },
    onBack &&
      h(
        'button',
        { type: 'button', class: 'plain back', 'aria-label': t('back'), onclick: onBack },
        icon('back', 22),
      ),
    avatar(business),
    h('div', { class: 'chat-who' }, h('strong', {}, business.name), h('span', {}, t('business'))),
  )
}

/**
 * The inside of one phone: the chats, or one of them. Reads its state when told to by `refresh`, and tells
 * `onChange` (the phone, the open chat) after every reading.
 */
export function phoneScreen(number, { open, canGoBack = true, onChange = () => undefined }) {
  let state
  let openId = open
  const drafts = new Map()
  const root = h('div', { class: 'screen' })
  const time = h('span', {}, clockTime(Date.now()))
  const bar = h('div', { class: 'status-bar', 'aria-hidden': 'true' }, time, statusIcons())
  const inside = h('div', { class: 'inside' })
  root.append(bar, inside)
  let shown
  let parts

  const chat = () => state?.chats.find((one) => one.business.id === openId)

  async function look() {
    const current = chat()
    const visible = root.isConnected && root.offsetParent !== null && document.visibilityState === 'visible'
    if (current && current.unread > 0 && visible) await act(number, { act: 'look', business: openId })
  }

  const refresh = gathered(async () => {
    state = await getPhone(number)
    render()
    onChange(state, chat())
    await look()
  })

  function openChat(id, draft) {
    openId = id
    if (draft) drafts.set(id, draft)
    if (state) {
      render()
      onChange(state, chat())
      void look()
    }
  }

  function makeChat(current) {
    const { business } = current
    const thread = h('div', {
      class: 'thread',
      role: 'log',
      tabindex: '0',
      'aria-label': t('messagesWith', { name: business.name }),
    })
    // Stays at the newest message when the room for it changes, unless somebody scrolled up.
    let atEnd = true
    thread.addEventListener('scroll', () => {
      atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 24
    })
    new ResizeObserver(() => {
      if (atEnd) thread.scrollTop = thread.scrollHeight
    }).observe(thread)
    const line = composer(async (text) => {
      await act(number, { act: 'write', business: business.id, text })
      await refresh()
    })
    const blocked = h(
      'div',
      { class: 'blocked-note' },
      h('span', {}, t('blockedHere')),
      h(
        'button',
        {
          type: 'button',
          class: 'plain',
          onclick: () => act(number, { act: 'block', business: business.id, on: false }),
        },
        t('unblock'),
      ),
    )
    const foot = h('div', { class: 'chat-foot' }, line.element, blocked)
    inside.replaceChildren(
      chatHeader(business, canGoBack ? () => openChat(undefined) : undefined),
      thread,
      foot,
    )
    return { thread, line, blocked }
  }

  function makeList() {
    const list = h('ul', { class: 'chat-list' })
    inside.replaceChildren(h('div', { class: 'list-head' }, h('strong', {}, t('chats'))), list)
    return { list }
  }

  function render() {
    time.textContent = clockTime(Date.now())
    const current = chat()
    const key = current ? current.business.id : 'list'
    if (shown !== key) {
      shown = key
      parts = current ? makeChat(current) : makeList()
    }
    if (current) {
      fillThread(
        parts.thread,
        current.messages,
        (message, index) => void act(number, { act: 'press', message, index }),
      )
      parts.blocked.hidden = !current.blocked
      parts.line.element.hidden = current.blocked
      const draft = drafts.get(openId)
      if (draft !== undefined) {
        drafts.delete(openId)
        parts.line.setDraft(draft)
        parts.line.focus()
      }
    } else {
      fillList(parts.list, state.chats, openChat)
    }
  }

  return {
    element: root,
    refresh,
    openChat,
    look,
    openId: () => openId,
    act: (what) => act(number, what),
  }
}

function fillList(list, chats, onOpen) {
  const newestFirst = [...chats].sort(
    (one, other) => (other.messages.at(-1)?.at ?? 0) - (one.messages.at(-1)?.at ?? 0),
  )
  if (newestFirst.length === 0) return list.replaceChildren(h('li', { class: 'empty' }, t('noChats')))
  for (const child of [...list.children]) if (!child.dataset.key) child.remove()
  reconcile(
    list,
    newestFirst.map((chat) => {
      const last = chat.messages.at(-1)
      return {
        key: chat.business.id,
        signature: `${last?.id} ${last?.status} ${chat.unread} ${chat.business.name}`,
        make: () =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'plain chat-row', onclick: () => onOpen(chat.business.id) },
              avatar(chat.business),
              h(
                'span',
                { class: 'chat-row-text' },
                h('strong', {}, chat.business.name),
                h('span', { class: 'chat-row-last' }, last ? last.content.body : t('writeFirst')),
              ),
              h(
                'span',
                { class: 'chat-row-side' },
                last && h('time', {}, listTime(last.at)),
                chat.unread > 0 &&
                  h(
                    'span',
                    { class: 'unread' },
                    String(chat.unread),
                    h('span', { class: 'hidden' }, ` ${t('unread', { count: '' })}`),
                  ),
              ),
            ),
          ),
      }
    }),
  )
}
