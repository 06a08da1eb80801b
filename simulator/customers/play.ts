import { randomBytes } from 'node:crypto'
import { createReview } from '../review/review'
import type { Account } from '../store/accounts'
import type { Content, Message, MessageStatus } from '../store/messages'
import type { Plan } from '../store/queues'
import type { Store } from '../store/store'
import { inboundChange, preferenceChange, statusChange } from '../webhooks/changes'
import type { Delivery } from '../webhooks/deliver'
import type { WireLog } from '../wire-log'
import { courseOf } from './behaviour'
import { customerName } from './names'

type Stage = {
  store: Store
  log: WireLog
  delivery: Delivery
  clock: () => number
  seed: number
  keepHistory: boolean
}

const serviceWindowMs = 24 * 60 * 60 * 1000
const sentAfterMs = 40
const mostAtOnce = 1000

export const newMessageId = () => `wamid.HBgL${randomBytes(27).toString('base64url')}`

/** The people on the other side: those simulated, and those whose phone stands on the screen. */
export function createPlay(stage: Stage) {
  const { store, log, delivery, clock, seed } = stage
  let timer: NodeJS.Timeout | undefined
  let wakeAt = Number.POSITIVE_INFINITY
  let closed = false

  const nameOf = (number: string) =>
    store.people.phone(number)?.name ?? store.people.customerName(number) ?? customerName(seed, number)

  const plan = (dueAt: number, step: string, ref: string) => {
    store.plans.add(dueAt, step, ref)
    wake(dueAt)
  }

  const review = createReview(stage, plan)

  function wake(at: number) {
    if (closed || at >= wakeAt) return
    clearTimeout(timer)
    wakeAt = at
    timer = setTimeout(run, Math.max(0, Math.min(at - clock(), 60_000)))
  }

  function run() {
    wakeAt = Number.POSITIVE_INFINITY
    const due = store.plans.due(clock(), mostAtOnce)
    store.transaction(() => {
      for (const one of due) {
        store.plans.done(one.seq)
        take(one)
      }
    })
    const next = store.plans.nextAt()
    if (next !== null) wake(next)
  }

  function take({ step, ref }: Plan) {
    if (review.take(step, ref)) return
    const message = store.messages.byId(ref)
    const account = message && store.accounts.byNumberId(message.phone_number_id)
    if (!message || !account) return
    if (step === 'sent') return leave(account, message)
    if (step === 'delivered') return arrive(account, message)
    if (step === 'read') return read(account, message)
    if (step === 'react') return react(account, message)
    if (step.startsWith('failed')) return fail(account, message, Number(step.slice('failed '.length)))
  }

  /** Tells the business how far a message came, never backwards. */
  function report(account: Account, message: Message, status: MessageStatus, errorCode?: number) {
    if (status === 'read') store.messages.setRead(message.id, clock())
    else store.messages.setStatus(message.id, status, errorCode ?? null)
    const change = statusChange(
      account,
      message,
      { name: nameOf(message.peer) },
      {
        status,
        at: clock(),
        withPricing: status === 'sent' || status === 'delivered',
        ...(errorCode !== undefined && { errorCode }),
      },
    )
    delivery.enqueue(account, change, message.id)
    log.emitter.emit('phone', message.peer)
  }

  const courseFor = (message: Message) =>
    courseOf(seed, store.options.behaviour(), {
      peer: message.peer,
      subject: message.template_name ?? message.type,
      nth: message.nth,
      content: message.content,
    })

  function leave(account: Account, message: Message) {
    const relation = store.people.relation(message.phone_number_id, message.peer)
    if (relation?.stopped && message.pricing?.category === 'marketing') {
      return plan(clock() + 100, 'failed 131050', message.id)
    }
    const held = store.people.phone(message.peer) !== undefined
    const course = courseFor(message)
    if (!held && !course.onWhatsApp) return plan(clock() + course.failAfterMs, 'failed 131026', message.id)
    report(account, message, 'sent')
    // Who blocks a business is not reported to it: the message just never arrives.
    if (relation?.blocked) return
    plan(clock() + (held || !course.onWhatsApp ? 0 : course.deliverAfterMs), 'delivered', message.id)
  }

  function arrive(account: Account, message: Message) {
    if (message.status === 'read' || message.status === 'failed') return
    report(account, message, 'delivered')
    if (store.people.phone(message.peer)) return
    const course = courseFor(message)
    if (!course.onWhatsApp || course.readAfterMs === undefined) return finish(message)
    plan(clock() + course.readAfterMs, 'read', message.id)
  }

  function read(account: Account, message: Message) {
    if (message.status === 'read' || message.status === 'failed') return
    // Somebody took this phone in hand since: from now on the screen decides.
    if (store.people.phone(message.peer)) return
    report(account, message, 'read')
    const course = courseFor(message)
    if (course.onWhatsApp && course.reaction) plan(clock() + course.reaction.afterMs, 'react', message.id)
    else finish(message)
  }

  function react(account: Account, message: Message) {
    const course = courseFor(message)
    if (store.people.phone(message.peer) || !course.onWhatsApp || !course.reaction) return
    if (course.reaction.kind === 'button') press(message, course.reaction.index)
    else write(account, message.peer, course.reaction.text)
    finish(message)
  }

  function fail(account: Account, message: Message, code: number) {
    report(account, message, 'failed', code)
    finish(message)
  }

  function finish(message: Message) {
    if (!stage.keepHistory) store.messages.remove(message.id)
  }

  /** Brings a message of a person to the business and opens the 24 hours in which it may answer freely. */
  function bring(
    account: Account,
    peer: string,
    body: Record<string, unknown> & { type: string },
    content: Content,
    contextId: string | null = null,
  ): string {
    const id = newMessageId()
    const now = clock()
    store.transaction(() => {
      store.people.openWindow(account.phone_number_id, peer, now + serviceWindowMs)
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
      })
      const person = { number: peer, name: nameOf(peer) }
      delivery.enqueue(account, inboundChange(account, person, { id, at: now, contextId, body }), id)
    })
    log.emitter.emit('phone', peer)
    return id
  }

  /** A person types a text and sends it. */
  function write(account: Account, peer: string, text: string): string {
    return bring(account, peer, { type: 'text', text: { body: text } }, { body: text })
  }

  /** A person presses a button of a message; gives the id of the answer, or undefined if it answers nothing. */
  function press(message: Message, index: number): string | undefined {
    const account = store.accounts.byNumberId(message.phone_number_id)
    const button = message.content.buttons?.[index]
    if (!account || !button) return undefined
    if (button.kind === 'quick_reply') {
      const body = { type: 'button', button: { payload: button.payload, text: button.text } }
      return bring(account, message.peer, body, { body: button.text }, message.id)
    }
    if (button.kind === 'reply') {
      const reply = { type: 'button_reply', button_reply: { id: button.id, title: button.text } }
      const body = { type: 'interactive', interactive: reply }
      return bring(account, message.peer, body, { body: button.text }, message.id)
    }
    return undefined
  }

  return {
    nameOf,
    write,
    press,
    /** Starts the way of a message that the wire accepted. */
    accept: (messageId: string) => plan(clock() + sentAfterMs, 'sent', messageId),
    review,
    /** The person has the chat open: everything that arrived in it is read. */
    look(account: Account, peer: string) {
      const arrived = store.messages
        .thread(peer, account.phone_number_id)
        .filter((message) => message.direction === 'out' && message.status === 'delivered')
      if (arrived.length === 0) return
      store.transaction(() => {
        for (const message of arrived) report(account, message, 'read')
      })
    },
    block(account: Account, peer: string, blocked: boolean) {
      store.people.setFlag('blocked', account.phone_number_id, peer, blocked)
      log.emitter.emit('phone', peer)
    },
    report(account: Account, peer: string) {
      store.people.setFlag('reported', account.phone_number_id, peer, true)
      store.people.setFlag('blocked', account.phone_number_id, peer, true)
      log.emitter.emit('phone', peer)
    },
    /** WhatsApp's own switch for offers; the business hears of it. */
    setOffers(account: Account, peer: string, stopped: boolean) {
      const before = store.people.relation(account.phone_number_id, peer)?.stopped ?? 0
      if (Boolean(before) === stopped) return
      store.transaction(() => {
        store.people.setFlag('stopped', account.phone_number_id, peer, stopped)
        const person = { number: peer, name: nameOf(peer) }
        const value = stopped ? 'stop' : 'resume'
        delivery.enqueue(account, preferenceChange(account, person, value, clock()))
      })
      log.emitter.emit('phone', peer)
    },
    /** Takes up the plans of the last run. */
    start() {
      const next = store.plans.nextAt()
      if (next !== null) wake(next)
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

export type Play = ReturnType<typeof createPlay>
