import { randomUUID } from 'node:crypto'
import { chance, pick } from '../customers/chance'
import type { CmAccount } from '../store/cm'
import type { Sms } from '../store/sms'
import type { Store } from '../store/store'
import type { Time } from '../time'
import type { WireLog } from '../wire-log'
import type { CmDelivery } from './deliver'
import { incomingMessage, type ReportCode, statusReport } from './reports'
import { smsParts } from './sms-parts'

type Stage = {
  store: Store
  log: WireLog
  delivery: CmDelivery
  time: Time
  seed: number
  keepHistory: boolean
}

const lookEveryMs = 100
const stopWords = ['STOP', 'Stop', 'stop', 'AFMELDEN'] as const

export type SmsPlay = ReturnType<typeof createSmsPlay>

/** Brings SMS to people and their answers back. A phone on the screen decides for itself; the others behave. */
export function createSmsPlay(stage: Stage) {
  const { store, log, delivery, time, seed } = stage
  const clock = time.now
  const stamp = () => time.stamp(clock())
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function look(afterMs = lookEveryMs) {
    if (closed || timer || store.sms.nextAt() === null) return
    timer = setTimeout(() => {
      timer = undefined
      store.transaction(() => {
        for (const sms of store.sms.due(clock(), 1000)) take(sms)
      })
      look()
    }, afterMs)
  }

  const roll = (sms: Sms, what: string) => chance(`${seed} sms ${what} ${sms.peer} ${sms.text}`)

  function take(sms: Sms) {
    const account = store.cm.byToken(sms.product_token)
    if (!account) return store.sms.move(sms.id, sms.status)
    if (sms.next_step === 'answer') {
      write(account, sms.peer, sms.sender, pick(stopWords, `${seed} ${sms.peer} sms stop`))
      return store.sms.move(sms.id, sms.status)
    }
    return arrive(account, sms)
  }

  function arrive(account: CmAccount, sms: Sms) {
    const held = store.people.phone(sms.peer) !== undefined
    const { failShare, stopShare } = store.options.behaviour()
    // A number without a phone behind it belongs to the person, not to the message.
    if (!held && chance(`${seed} sms absent ${sms.peer}`) < failShare / 2) {
      store.sms.move(sms.id, 'failed')
      return report(account, sms, '3', 'Absent subscriber')
    }
    const canAnswer = /^\d+$/.test(sms.sender)
    if (!held && canAnswer && roll(sms, 'stop') < stopShare) {
      store.sms.move(sms.id, 'delivered', 'answer', clock() + 2_000 + 20_000 * roll(sms, 'when'))
    } else {
      store.sms.move(sms.id, 'delivered')
    }
    report(account, sms, '2', 'Delivered')
    if (!stage.keepHistory) store.sms.remove(sms.id)
  }

  function report(account: CmAccount, sms: Sms, code: ReportCode, description: string) {
    if (sms.reference) {
      const { peer: to, reference } = sms
      delivery.report(account, statusReport({ at: stamp(), to, reference, code, description }))
    }
    log.emitter.emit('phone', sms.peer)
  }

  /** A person answers a number by SMS; gives the id, or undefined where the sender is a name. */
  function write(account: CmAccount, peer: string, sender: string, text: string): string | undefined {
    if (!/^\d+$/.test(sender)) return undefined
    const id = randomUUID()
    store.sms.add({
      ...base(account, sender, peer, text),
      id,
      direction: 'in',
      status: 'delivered',
      reference: '',
      read_at: clock(),
      next_step: null,
      next_at: null,
    })
    const from = { number: peer, name: '' }
    const incoming = { at: stamp(), reference: id, context: null, from, to: sender, text }
    delivery.incoming(account, incomingMessage({ ...incoming, channel: 'SMS' }))
    log.emitter.emit('phone', peer)
    return id
  }

  const base = (account: CmAccount, sender: string, peer: string, text: string) => ({
    product_token: account.product_token,
    sender,
    peer,
    text,
    parts: smsParts(text),
    created_at: clock(),
  })

  return {
    write,
    /** Takes an SMS of a business on its way; gives the number of parts it is paid for. */
    accept(
      account: CmAccount,
      sms: { sender: string; peer: string; text: string; reference: string },
    ): number {
      const { sender, peer, text, reference } = sms
      const facts = base(account, sender, peer, text)
      const held = store.people.phone(peer) !== undefined
      const wait = held ? 150 : 300 + 2_000 * chance(`${seed} sms wait ${peer} ${text}`)
      store.sms.add({
        ...facts,
        id: randomUUID(),
        direction: 'out',
        status: 'accepted',
        reference,
        read_at: null,
        next_step: 'deliver',
        next_at: Math.round(clock() + wait),
      })
      look()
      return facts.parts
    },
    look(peer: string, sender: string) {
      store.sms.read(peer, sender, clock())
      log.emitter.emit('phone', peer)
    },
    start: () => look(0),
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
