import { withheld } from '../consequences/marketing-limits'
import type { FeedbackKind } from '../consequences/quality'
import type { Account } from '../store/accounts'
import type { Message, MessageStatus } from '../store/messages'
import { statusChange } from '../webhooks/changes'
import type { Acts } from './acts'
import { type Course, courseOf } from './behaviour'
import { chance } from './chance'
import type { Crowd } from './crowd'
import type { AddPlan, Stage } from './stage'

const dayMs = 86_400_000

/** The way of a message from the wire to the person, and what that person does with it. */
export function createJourney(
  stage: Stage,
  crowd: Crowd,
  acts: Acts,
  plan: AddPlan,
  noteFeedback: (templateId: string, kind: FeedbackKind) => void,
) {
  const { store, log, delivery, time, seed } = stage

  /** Tells the business how far a message came, never backwards. */
  function report(account: Account, message: Message, status: MessageStatus, errorCode?: number) {
    const now = time.now()
    if (status === 'read') store.messages.setRead(message.id, now)
    else store.messages.setStatus(message.id, status, errorCode ?? null)
    if (message.template_id && (status === 'delivered' || status === 'read'))
      noteFeedback(message.template_id, status)
    if (delivery.isHeard(account)) {
      const change = statusChange(account, message, crowd.shown(account, message.peer, now), {
        status,
        at: time.stamp(now),
        adUntil: adUntil(message, now),
        withPricing: status === 'sent' || status === 'delivered',
        ...(errorCode !== undefined && { errorCode }),
      })
      delivery.enqueue(account, change, message.id)
    }
    log.emitter.emit('phone', message.peer)
  }

  /** When the free window of an advertisement ends that this message was sent in. */
  function adUntil(message: Message, now: number): number | undefined {
    if (message.pricing?.type !== 'free_entry_point') return undefined
    const until = store.people.relation(message.phone_number_id, message.peer)?.ad_until ?? now
    return time.stamp(now) + (until - now)
  }

  const courseFor = (message: Message): Course =>
    courseOf(seed, store.options.behaviour(), crowd.person(message.peer), {
      peer: message.peer,
      subject: message.template_name ?? message.type,
      nth: message.nth,
      content: message.content,
      annoyance: message.annoyance,
      sentAt: message.created_at,
    })

  /** The code that the control API wants this message to fail with. */
  function askedFor(message: Message): number | undefined {
    const struck = store.options.faults().failMessages
    const isStruck = struck && chance(`${seed} failed ${message.peer} ${message.nth}`) < struck.share
    return isStruck ? struck.code : undefined
  }

  /** Why a marketing template does not reach a person, as a code, although the wire accepted it. */
  function refusalOf(account: Account, message: Message, held: boolean): number | undefined {
    const category = message.pricing?.category
    if (!message.template_id || (category !== 'marketing' && category !== 'marketing_lite')) return undefined
    if (store.people.relation(message.phone_number_id, message.peer)?.stopped) return 131050
    if (!store.options.rules().marketingLimits) return undefined
    return withheld({
      business: account.display_phone_number,
      person: message.peer,
      seed,
      windowOpen: message.window_open === 1,
      receivedToday: () => store.messages.countOffers(message.peer, time.now() - dayMs),
      // Who holds a phone on the screen wants to see what was sent.
      experimentShare: held ? 0 : store.options.behaviour().experimentShare,
    })
  }

  function leave(account: Account, message: Message) {
    const now = time.now()
    const held = crowd.isHeld(message.peer)
    const refusal = askedFor(message) ?? refusalOf(account, message, held)
    if (refusal !== undefined) return plan(now + 100, `failed ${refusal}`, message.id)
    const course = held ? undefined : courseFor(message)
    if (course?.onWhatsApp === false) return plan(now + course.failAfterMs, 'failed 131026', message.id)
    report(account, message, 'sent')
    // Who blocks a business is not reported to it: the message just never arrives.
    if (store.people.relation(message.phone_number_id, message.peer)?.blocked) return finish(message)
    plan(now + (course?.deliverAfterMs ?? 0), 'delivered', message.id)
  }

  function arrive(account: Account, message: Message) {
    if (message.status === 'read' || message.status === 'failed') return
    report(account, message, 'delivered')
    if (crowd.isHeld(message.peer)) return
    const course = courseFor(message)
    if (!course.onWhatsApp || course.readAfterMs === undefined) return finish(message)
    plan(time.now() + course.readAfterMs, 'read', message.id)
  }

  function read(account: Account, message: Message) {
    if (message.status === 'read' || message.status === 'failed') return
    // Somebody took this phone in hand since: from now on the screen decides.
    if (crowd.isHeld(message.peer)) return
    report(account, message, 'read')
    const course = courseFor(message)
    if (course.onWhatsApp && course.reaction) plan(time.now() + course.reaction.afterMs, 'react', message.id)
    else finish(message)
  }

  function react(account: Account, message: Message) {
    const { peer } = message
    const course = courseFor(message)
    if (crowd.isHeld(peer) || !course.onWhatsApp || !course.reaction) return
    const { reaction } = course
    if (reaction.kind === 'press' || reaction.kind === 'open') acts.press(message, reaction.index)
    else if (reaction.kind === 'text') acts.write(account, peer, reaction.text)
    else if (reaction.kind === 'switch') acts.setOffers(account, peer, true)
    else if (reaction.kind === 'mute') acts.mute(account, peer)
    else if (reaction.kind === 'block') acts.block(account, peer, true)
    else if (reaction.kind === 'report') acts.report(account, peer)
    else if (reaction.kind === 'move') acts.move(peer)
    finish(message)
  }

  function finish(message: Message) {
    if (!stage.keepHistory) store.messages.remove(message.id)
  }

  return {
    report,
    /** Takes a step of a message; gives false when the step is not one of a message. */
    take(step: string, messageId: string): boolean {
      if (!['sent', 'delivered', 'read', 'react'].includes(step) && !step.startsWith('failed ')) return false
      const message = store.messages.byId(messageId)
      const account = message && store.accounts.byNumberId(message.phone_number_id)
      if (!message || !account) return true
      if (step === 'sent') leave(account, message)
      else if (step === 'delivered') arrive(account, message)
      else if (step === 'read') read(account, message)
      else if (step === 'react') react(account, message)
      else {
        report(account, message, 'failed', Number(step.slice('failed '.length)))
        finish(message)
      }
      return true
    },
  }
}

export type Journey = ReturnType<typeof createJourney>
