import { act, stopMails } from './api.js'
import { listRow, openHead } from './chats-app.js'
import { askAddress } from './dialogs.js'
import { h, reconcile } from './dom.js'
import { linked } from './format.js'
import { fullTime, t } from './words.js'

/** Mail: the inbox of this phone's address, or one mail of it. */
export function mailApp({ number, onOpen }) {
  let openId
  let parts

  function open(id) {
    openId = id
    onOpen()
  }

  function makeList(inside) {
    const address = h('span', { class: 'mail-address' })
    const change = h('button', { type: 'button', class: 'plain mail-change' }, t('change'))
    change.addEventListener('click', () =>
      askAddress(address.textContent, (text) => act(number, { act: 'address', address: text })),
    )
    const list = h('ul', { class: 'chat-list' })
    inside.replaceChildren(
      h('div', { class: 'list-head mail' }, h('strong', {}, t('mail')), h('div', {}, address, change)),
      list,
    )
    return { list, address }
  }

  return {
    name: 'mail',
    icon: 'mail',
    isOpen: () => openId !== undefined,
    current: (state) => state.mail.mails.find((one) => one.id === openId),
    unread: (state) => state.mail.mails.filter((mail) => mail.unread).length,
    key: () => openId ?? 'list',
    make(state, inside) {
      const current = this.current(state)
      if (current) makeMail(number, current, inside, () => open(undefined))
      else parts = makeList(inside)
    },
    fill(state) {
      if (this.current(state)) return
      parts.address.textContent = state.mail.address
      fillList(parts.list, state.mail.mails, open)
    },
    async look(state) {
      if (this.current(state)?.unread) await act(number, { act: 'readMail', mail: openId })
    },
  }
}

function makeMail(number, mail, inside, onBack) {
  const from = mail.from === mail.fromAddress ? mail.from : `${mail.from} <${mail.fromAddress}>`
  const address = `/phone/phones/${number}/mails/${mail.id}`
  const status = h('span', { role: 'status' })
  const stop = h('button', { type: 'button', class: 'plain mail-stop' }, t('mailStop'))
  stop.addEventListener('click', async () => {
    stop.hidden = true
    const done = await stopMails(number, mail.id).then(
      () => true,
      () => false,
    )
    stop.hidden = done
    status.textContent = t(done ? 'mailStopped' : 'mailNotStopped')
  })
  // Nothing in a mail may run, fetch from elsewhere or reach this page: the frame is of no origin at all.
  const body = mail.hasHtml
    ? h('iframe', {
        class: 'mail-body',
        title: mail.subject,
        sandbox: 'allow-popups allow-popups-to-escape-sandbox',
        referrerpolicy: 'no-referrer',
        src: address,
      })
    : h('div', { class: 'mail-body text', tabindex: '0' }, linked(mail.text))
  inside.replaceChildren(
    openHead(onBack, h('div', { class: 'chat-who' }, h('strong', {}, mail.subject || t('noSubject')))),
    h(
      'dl',
      { class: 'mail-facts' },
      h('div', {}, h('dt', {}, t('mailFrom')), h('dd', {}, from)),
      h('div', {}, h('dt', {}, t('mailAt')), h('dd', {}, fullTime(mail.at))),
      mail.attachments.length > 0 &&
        h('div', {}, h('dt', {}, t('attachments')), h('dd', {}, mail.attachments.join(', '))),
    ),
    mail.canStop && h('div', { class: 'mail-acts' }, stop, status),
    body,
  )
}

function fillList(list, mails, onOpen) {
  if (mails.length === 0) return list.replaceChildren(h('li', { class: 'empty' }, t('noMail')))
  for (const child of [...list.children]) if (!child.dataset.key) child.remove()
  return reconcile(
    list,
    mails.map((mail) => ({
      key: mail.id,
      signature: String(mail.unread),
      make: () =>
        listRow({
          picture: h(
            'span',
            { class: 'avatar mail', 'aria-hidden': 'true' },
            mail.from.slice(0, 1).toUpperCase(),
          ),
          title: mail.from,
          text: mail.subject || t('noSubject'),
          at: mail.at,
          unread: mail.unread ? 1 : 0,
          onOpen: () => onOpen(mail.id),
        }),
    })),
  )
}
