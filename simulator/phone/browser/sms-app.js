import { act } from './api.js'
import { listRow, openHead } from './chats-app.js'
import { composer } from './composer.js'
import { h, icon, reconcile } from './dom.js'
import { linked } from './format.js'
import { stayAtEnd } from './thread.js'
import { clockTime, dayName, t } from './words.js'

/** A sender as people write it: a number with its plus, or a name. */
const shown = (sender) => (/^\d+$/.test(sender) ? `+${sender}` : sender)
const unreadIn = (thread) => thread.messages.filter((message) => message.unread).length

/** SMS: who wrote, or one of them. */
export function smsApp({ number, refresh, onOpen }) {
  let openSender
  let parts

  function open(sender) {
    openSender = sender
    onOpen()
  }

  function makeThread(thread, inside) {
    const log = h('div', {
      class: 'thread sms',
      role: 'log',
      tabindex: '0',
      'aria-label': t('messagesWith', { name: shown(thread.sender) }),
    })
    stayAtEnd(log)
    const line = composer(async (text) => {
      await act(number, { act: 'sms', sender: thread.sender, text })
      await refresh()
    })
    const foot = thread.canReply
      ? line.element
      : h('p', { class: 'blocked-note' }, t('smsNoReply', { sender: shown(thread.sender) }))
    inside.replaceChildren(
      openHead(() => open(undefined), h('div', { class: 'chat-who' }, h('strong', {}, shown(thread.sender)))),
      log,
      h('div', { class: 'chat-foot sms' }, foot),
    )
    return { log }
  }

  return {
    name: 'sms',
    icon: 'sms',
    isOpen: () => openSender !== undefined,
    current: (state) => state.sms.find((one) => one.sender === openSender),
    unread: (state) => state.sms.reduce((sum, thread) => sum + unreadIn(thread), 0),
    key: () => openSender ?? 'list',
    make(state, inside) {
      const current = this.current(state)
      if (current) parts = makeThread(current, inside)
      else {
        const list = h('ul', { class: 'chat-list' })
        inside.replaceChildren(h('div', { class: 'list-head sms' }, h('strong', {}, t('sms'))), list)
        parts = { list }
      }
    },
    fill(state) {
      const current = this.current(state)
      return current ? fillLog(parts.log, current.messages) : fillList(parts.list, state.sms, open)
    },
    async look(state) {
      const current = this.current(state)
      if (current && unreadIn(current) > 0) await act(number, { act: 'readSms', sender: openSender })
    },
  }
}

function fillLog(log, messages) {
  let day
  const wanted = messages.flatMap((message) => {
    const name = dayName(message.at)
    const isNew = name !== day
    day = name
    const chip = {
      key: `day ${new Date(message.at).toDateString()}`,
      signature: name,
      make: () => h('div', { class: 'day' }, h('span', {}, name)),
    }
    const row = {
      key: message.id,
      signature: '',
      make: () =>
        h(
          'div',
          { class: `row ${message.from === 'me' ? 'mine' : 'theirs'}` },
          h(
            'div',
            { class: 'sms-bubble' },
            h('p', {}, linked(message.text)),
            h('time', { datetime: new Date(message.at).toISOString() }, clockTime(message.at)),
          ),
        ),
    }
    return isNew ? [chip, row] : [row]
  })
  const more = log.dataset.count !== String(messages.length)
  reconcile(log, wanted)
  log.dataset.count = String(messages.length)
  if (more) log.scrollTop = log.scrollHeight
}

function fillList(list, threads, onOpen) {
  if (threads.length === 0) return list.replaceChildren(h('li', { class: 'empty' }, t('noSms')))
  for (const child of [...list.children]) if (!child.dataset.key) child.remove()
  const newestFirst = [...threads].sort((one, other) => other.messages.at(-1).at - one.messages.at(-1).at)
  return reconcile(
    list,
    newestFirst.map((thread) => {
      const last = thread.messages.at(-1)
      const unread = unreadIn(thread)
      return {
        key: thread.sender,
        signature: `${last.id} ${unread}`,
        make: () =>
          listRow({
            picture: h('span', { class: 'avatar sms', 'aria-hidden': 'true' }, icon('person', 24)),
            title: shown(thread.sender),
            text: last.text,
            at: last.at,
            unread,
            onOpen: () => onOpen(thread.sender),
          }),
      }
    }),
  )
}
