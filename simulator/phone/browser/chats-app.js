import { act } from './api.js'
import { composer } from './composer.js'
import { h, icon, reconcile } from './dom.js'
import { plainText } from './format.js'
import { fillThread, stayAtEnd } from './thread.js'
import { listTime, t } from './words.js'

/** The round picture of a business, or its first letter on its colour. */
export function avatar(business) {
  const round = h('span', { class: 'avatar', 'aria-hidden': 'true' })
  if (business.colour && CSS.supports('color', business.colour)) round.style.background = business.colour
  round.append(business.picture ? h('img', { src: business.picture, alt: '' }) : business.name.slice(0, 1))
  return round
}

/** The header of what is open in an app; `onBack` is left out where there is nothing to go back to. */
export const openHead = (onBack, ...children) =>
  h(
    'div',
    { class: 'chat-head' },
    onBack &&
      h(
        'button',
        { type: 'button', class: 'plain back', 'aria-label': t('back'), onclick: onBack },
        icon('back', 22),
      ),
    ...children,
  )

/** The header every chat has. */
export const chatHeader = (business, onBack) =>
  openHead(
    onBack,
    avatar(business),
    h('div', { class: 'chat-who' }, h('strong', {}, business.name), h('span', {}, t('business'))),
  )

/** The number of unread messages, said in full to those who do not see it. */
export const unreadMark = (count) =>
  count > 0 &&
  h(
    'span',
    { class: 'unread' },
    String(count),
    h('span', { class: 'hidden' }, ` ${t('unread', { count: '' })}`),
  )

const lastWords = ({ content }) =>
  plainText(content.body ?? '') || content.header?.text || (content.header ? t(content.header.kind) : '…')

/** WhatsApp: the chats, or one of them. */
export function chatsApp({ number, refresh, openSheet, canGoBack, onOpen }) {
  const drafts = new Map()
  let openId
  let parts

  function open(id, draft) {
    openId = id
    if (id && draft) drafts.set(id, draft)
    onOpen()
  }

  function makeChat({ business }, inside) {
    const thread = h('div', {
      class: 'thread',
      role: 'log',
      tabindex: '0',
      'aria-label': t('messagesWith', { name: business.name }),
    })
    stayAtEnd(thread)
    const line = composer(async (text) => {
      await act(number, { act: 'write', business: business.id, text })
      await refresh()
    })
    const unblock = () => act(number, { act: 'block', business: business.id, on: false })
    const blocked = h(
      'div',
      { class: 'blocked-note' },
      h('span', {}, t('blockedHere')),
      h('button', { type: 'button', class: 'plain', onclick: unblock }, t('unblock')),
    )
    const foot = h('div', { class: 'chat-foot' }, line.element, blocked)
    inside.replaceChildren(chatHeader(business, canGoBack ? () => open(undefined) : undefined), thread, foot)
    return { thread, line, blocked }
  }

  return {
    name: 'chats',
    icon: 'chat',
    open,
    openId: () => openId,
    isOpen: () => openId !== undefined,
    current: (state) => state?.chats.find((one) => one.business.id === openId),
    unread: (state) => state.chats.reduce((sum, chat) => sum + chat.unread, 0),
    key: () => openId ?? 'list',
    make(state, inside) {
      const current = this.current(state)
      if (current) parts = makeChat(current, inside)
      else {
        const list = h('ul', { class: 'chat-list' })
        inside.replaceChildren(h('div', { class: 'list-head' }, h('strong', {}, t('chats'))), list)
        parts = { list }
      }
    },
    fill(state) {
      const current = this.current(state)
      if (!current) return fillList(parts.list, state.chats, open)
      fillThread(parts.thread, current.messages, {
        press: (message, index, card) => void act(number, { act: 'press', message, index, card }),
        pick: (message, row) => void act(number, { act: 'pick', message, row }),
        openSheet,
      })
      parts.blocked.hidden = !current.blocked
      parts.line.element.hidden = current.blocked
      const draft = drafts.get(openId)
      if (draft === undefined) return undefined
      drafts.delete(openId)
      parts.line.setDraft(draft)
      return parts.line.focus()
    },
    async look(state) {
      const current = this.current(state)
      if (current && current.unread > 0) await act(number, { act: 'look', business: openId })
    },
  }
}

function fillList(list, chats, onOpen) {
  const newestFirst = [...chats].sort(
    (one, other) => (other.messages.at(-1)?.at ?? 0) - (one.messages.at(-1)?.at ?? 0),
  )
  if (newestFirst.length === 0) return list.replaceChildren(h('li', { class: 'empty' }, t('noChats')))
  for (const child of [...list.children]) if (!child.dataset.key) child.remove()
  return reconcile(
    list,
    newestFirst.map((chat) => {
      const last = chat.messages.findLast(({ content }) => !content.reaction)
      return {
        key: chat.business.id,
        signature: `${last?.id} ${last?.status} ${chat.unread} ${chat.business.name}`,
        make: () =>
          listRow({
            picture: avatar(chat.business),
            title: chat.business.name,
            text: last ? lastWords(last) : t('writeFirst'),
            at: last?.at,
            unread: chat.unread,
            onOpen: () => onOpen(chat.business.id),
          }),
      }
    }),
  )
}

/** One row of a list of chats, of SMS or of mails. */
export const listRow = ({ picture, title, text, at, unread, onOpen }) =>
  h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: `plain chat-row${unread > 0 ? ' is-unread' : ''}`, onclick: onOpen },
      picture,
      h(
        'span',
        { class: 'chat-row-text' },
        h('strong', {}, title),
        h('span', { class: 'chat-row-last' }, text),
      ),
      h('span', { class: 'chat-row-side' }, at && h('time', {}, listTime(at)), unreadMark(unread)),
    ),
  )
