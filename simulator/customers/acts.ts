import { request } from 'undici'
import type { FeedbackKind } from '../consequences/quality'
import type { Account } from '../store/accounts'
import type { Content, Message } from '../store/messages'
import { inboundChange, numberChange, preferenceChange } from '../webhooks/changes'
import { isStopButton } from './behaviour'
import { hash } from './chance'
import type { Crowd } from './crowd'
import { newMessageId, type Stage } from './stage'

const dayMs = 86_400_000
const serviceWindowMs = dayMs
const feedbackMs = 7 * dayMs

/** Where an inbound message came from, when the person tapped an advertisement or a button of a page. */
export type Referral = {
  source_url: string
  source_id: string
  source_type: 'ad' | 'post'
  headline?: string | undefined
  body?: string | undefined
  ctwa_clid?: string | undefined
}

/** A button of a message, or of one card of its carousel. */
export const buttonIn = ({ content }: Message, index: number, card?: number) =>
  (card === undefined ? content.buttons : content.cards?.[card]?.buttons)?.[index]

const stopText = /^\s*(stop|afmelden|uitschrijven|unsubscribe|abmelden|arr[eê]t)\b/i

/**
 * What people do, on a phone that somebody holds or by themselves. `noteFeedback` hears what it says of the template that reached them last.
 */
export function createActs(
  stage: Stage,
  crowd: Crowd,
  noteFeedback: (templateId: string, kind: FeedbackKind) => void,
) {
  const { store, log, delivery, time, seed } = stage

  const about = (account: Account, peer: string, kind: FeedbackKind, templateId?: string | null) => {
    const template =
      templateId ?? store.messages.lastTemplate(peer, account.phone_number_id, time.now() - feedbackMs)
    if (template) noteFeedback(template, kind)
  }

  /** Brings a message of a person to the business and opens the 24 hours in which it may answer freely. */
  function bring(
    account: Account,
    peer: string,
    body: Record<string, unknown> & { type: string },
    content: Content,
    { contextId = null, referral }: { contextId?: string | null; referral?: Referral | undefined } = {},
  ): string {
    const id = newMessageId()
    const now = time.now()
    store.transaction(() => {
      store.people.openWindow(account.phone_number_id, peer, now + serviceWindowMs)
      if (referral) store.people.openAd(account.phone_number_id, peer, now + serviceWindowMs)
      store.messages.add({
        id,
        waba_id: account.waba_id,
        phone_number_id: account.phone_number_id,
        peer,
        direction: 'in',
        type: body.type,
        content,
        template_id: null,
        template_name: null,
        pricing: null,
        status: 'sent',
        opaque: null,
        context_id: contextId,
        nth: 0,
        error_code: null,
        created_at: now,
        read_at: null,
        annoyance: 0,
        opened_at: null,
        window_open: 1,
      })
      const person = crowd.shown(account, peer, now)
      if (!person.hidden) store.people.seeNumber(account.phone_number_id, peer, now)
      const message = { id, at: time.stamp(now), contextId, body: { ...(referral && { referral }), ...body } }
      delivery.enqueue(account, inboundChange(account, person, message), id)
    })
    log.emitter.emit('phone', peer)
    return id
  }

  /** A person types a text and sends it, perhaps after tapping an advertisement. */
  function write(account: Account, peer: string, text: string, referral?: Referral): string {
    if (stopText.test(text)) about(account, peer, 'stopped')
    return bring(account, peer, { type: 'text', text: { body: text } }, { body: text }, { referral })
  }

  /** A person presses a button of a message; gives the id of the answer, or undefined if it answers nothing. */
  function press(message: Message, index: number, card?: number): string | undefined {
    const account = store.accounts.byNumberId(message.phone_number_id)
    const button = buttonIn(message, index, card)
    if (!account || !button) return undefined
    if (button.kind === 'url') {
      open(message, button.url)
      return undefined
    }
    if (isStopButton(button)) about(account, message.peer, 'stopped', message.template_id)
    const contextId = message.id
    if (button.kind === 'quick_reply') {
      const body = { type: 'button', button: { payload: button.payload, text: button.text } }
      return bring(account, message.peer, body, { body: button.text }, { contextId })
    }
    if (button.kind === 'reply') {
      const reply = { type: 'button_reply', button_reply: { id: button.id, title: button.text } }
      const body = { type: 'interactive', interactive: reply }
      return bring(account, message.peer, body, { body: button.text }, { contextId })
    }
    if (button.kind === 'ask_contact') return share(account, message)
    if (button.kind === 'flow') return complete(account, message, button.flow_token)
    return undefined
  }

  /** A person chooses a row of a list; gives the id of the answer, or undefined where there is no such row. */
  function pick(message: Message, rowId: string): string | undefined {
    const account = store.accounts.byNumberId(message.phone_number_id)
    const row = message.content.list?.sections.flatMap(({ rows }) => rows).find(({ id }) => id === rowId)
    if (!account || !row) return undefined
    const reply = { type: 'list_reply', list_reply: row }
    const body = { type: 'interactive', interactive: reply }
    return bring(account, message.peer, body, { body: row.title }, { contextId: message.id })
  }

  /** A person gives their own number and name, as asked. */
  function share(account: Account, message: Message): string {
    const name = crowd.nameOf(message.peer)
    const phone = `+${message.peer}`
    const card = {
      name: { formatted_name: name, first_name: name },
      phones: [{ phone, wa_id: message.peer }],
    }
    const content: Content = { body: '', contacts: [{ name, numbers: [phone] }] }
    const body = { type: 'contacts', contacts: [card] }
    return bring(account, message.peer, body, content, { contextId: message.id })
  }

  /** A person goes through a flow; what stands in it only its maker knows, so it comes back empty. */
  function complete(account: Account, message: Message, token: string): string {
    const reply = { name: 'flow', body: 'Sent', response_json: JSON.stringify({ flow_token: token }) }
    const body = { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: reply } }
    return bring(account, message.peer, body, { body: 'Sent' }, { contextId: message.id })
  }

  /** A person opens a link. It is noted; it is fetched as well when that was asked for. */
  function open(message: Message, url: string) {
    store.messages.setOpened(message.id, time.now())
    if (!store.options.behaviour().followLinks || !/^https?:/.test(url)) return
    // Like a browser's visit: whether the page works is its own business, but the log shows what came back.
    const started = performance.now()
    const note = (answer: string) =>
      log.add({
        at: time.wall(),
        kind: 'call',
        title: 'openedLink',
        params: { name: crowd.nameOf(message.peer) },
        detail: 'GET',
        answer,
        ok: /^[23]/.test(answer),
        ms: performance.now() - started,
      })
    const headers = { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) WhatsApp-simulator' }
    request(url, { headers, signal: AbortSignal.timeout(10_000) })
      .then(async (response) => {
        await response.body.dump()
        note(String(response.statusCode))
      })
      .catch((error: Error) => note(error.message))
  }

  function mute(account: Account, peer: string) {
    if (!store.people.relation(account.phone_number_id, peer)?.muted) about(account, peer, 'muted')
    store.people.setFlag('muted', account.phone_number_id, peer, true)
    log.emitter.emit('phone', peer)
  }

  function block(account: Account, peer: string, blocked: boolean) {
    const before = store.people.relation(account.phone_number_id, peer)?.blocked
    if (blocked && !before) about(account, peer, 'blocked')
    store.people.setFlag('blocked', account.phone_number_id, peer, blocked)
    log.emitter.emit('phone', peer)
  }

  function report(account: Account, peer: string) {
    if (!store.people.relation(account.phone_number_id, peer)?.reported) about(account, peer, 'reported')
    store.people.setFlag('reported', account.phone_number_id, peer, true)
    store.people.setFlag('blocked', account.phone_number_id, peer, true)
    log.emitter.emit('phone', peer)
  }

  /** WhatsApp's own switch for offers; the business hears of it. */
  function setOffers(account: Account, peer: string, stopped: boolean) {
    const before = store.people.relation(account.phone_number_id, peer)?.stopped ?? 0
    if (Boolean(before) === stopped) return
    store.transaction(() => {
      if (stopped) about(account, peer, 'switched')
      store.people.setFlag('stopped', account.phone_number_id, peer, stopped)
      const person = crowd.shown(account, peer, time.now())
      const value = stopped ? 'stop' : 'resume'
      delivery.enqueue(account, preferenceChange(account, person, value, time.stamp(time.now())))
    })
    log.emitter.emit('phone', peer)
  }

  /** A number that nobody has yet, always the same for one person. */
  function newNumberFor(peer: string): string {
    for (let nth = 0; ; nth += 1) {
      const digits = String(hash(`${seed} ${peer} new number ${nth}`))
        .padStart(15, '0')
        .slice(-8)
      const number = peer.startsWith('316') ? `316${digits}` : `${peer.slice(0, -8)}${digits}`
      const free = !crowd.isHeld(number) && !store.accounts.byNumber(number) && number !== peer
      if (free && crowd.person(number).onWhatsApp) return number
    }
  }

  /** A person takes another number; every business in touch with the old one hears of it. Gives the new number. */
  function move(peer: string, to = newNumberFor(peer)): string {
    store.transaction(() => {
      const inTouch = store.accounts
        .all()
        .filter((account) => store.people.relation(account.phone_number_id, peer) !== undefined)
      const before = new Map(inTouch.map((account) => [account, crowd.shown(account, peer, time.now())]))
      store.people.nameCustomer(peer, crowd.nameOf(peer))
      store.people.move(peer, to, time.now())
      store.messages.move(peer, to)
      for (const [account, person] of before) {
        const change = { id: newMessageId(), at: time.stamp(time.now()), to }
        delivery.enqueue(account, numberChange(account, person, change))
      }
    })
    log.emitter.emit('phones')
    return to
  }

  /** A person goes by a username from now on, or shows the number again when it is empty. */
  function setUsername(peer: string, username: string) {
    store.people.setUsername(peer, username)
    log.emitter.emit('phone', peer)
  }

  return { write, press, pick, open, mute, block, report, setOffers, move, setUsername }
}

export type Acts = ReturnType<typeof createActs>
