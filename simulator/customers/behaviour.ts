import type { Content } from '../store/messages'
import type { Behaviour } from '../store/options'
import { chance, pick } from './chance'

export type Reaction = { kind: 'button'; index: number } | { kind: 'text'; text: string }

/** What a simulated customer will do with one message; times in milliseconds after the step before. */
export type Course =
  | { onWhatsApp: false; failAfterMs: number }
  | {
      onWhatsApp: true
      deliverAfterMs: number
      readAfterMs: number | undefined
      reaction: (Reaction & { afterMs: number }) | undefined
    }

const stopWords = ['STOP', 'Stop', 'stop', 'AFMELDEN', 'Stop maar met deze berichten'] as const
const replies = [
  'Dank je!',
  'Top, tot zaterdag',
  'Hoe laat gaan jullie open?',
  'Is dit ook op maandag?',
  'Leuk!',
] as const
const stopLabel = /stop|afmeld|uitschrijf|unsubscribe|opt.?out/i

const between = ([low, high]: readonly [number, number], roll: number) => low + (high - low) * roll

/**
 * The course of the `nth` message to a number. Depends on nothing but its arguments, so the same seed
 * tells the same story, also after a restart.
 */
export function courseOf(
  seed: number,
  behaviour: Behaviour,
  message: { peer: string; subject: string; nth: number; content: Content },
): Course {
  const story = `${seed} ${message.peer}`
  const roll = (what: string) => chance(`${story} ${what} ${message.subject} ${message.nth}`)

  // Whether a number is on WhatsApp belongs to the person, not to the message.
  if (chance(`${story} absent`) < behaviour.failShare) {
    return { onWhatsApp: false, failAfterMs: between([200, 900], roll('deliver')) }
  }
  const reads = roll('read') < behaviour.readShare
  return {
    onWhatsApp: true,
    deliverAfterMs: between(behaviour.deliverMs, roll('deliver')),
    readAfterMs: reads ? between(behaviour.readMs, roll('reading')) : undefined,
    reaction: reads ? reactionTo(behaviour, message.content, story, roll) : undefined,
  }
}

function reactionTo(
  behaviour: Behaviour,
  content: Content,
  story: string,
  roll: (what: string) => number,
): (Reaction & { afterMs: number }) | undefined {
  const afterMs = between([800, 5000], roll('react'))
  // Only readers react, so the share of all who got it is reached by weighing with the read share.
  const reacts = roll('reaction') * Math.max(behaviour.readShare, 0.01)
  if (reacts < behaviour.stopShare) {
    const index = (content.buttons ?? []).findIndex(
      (button) => button.kind === 'quick_reply' && stopLabel.test(button.text),
    )
    return index >= 0 && roll('stop how') < 0.7
      ? { kind: 'button', index, afterMs }
      : { kind: 'text', text: pick(stopWords, `${story} stop word`), afterMs }
  }
  if (reacts < behaviour.stopShare + behaviour.replyShare) {
    return { kind: 'text', text: pick(replies, `${story} reply`), afterMs }
  }
  return undefined
}
