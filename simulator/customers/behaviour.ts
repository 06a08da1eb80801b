import type { Content } from '../store/messages'
import type { Behaviour } from '../store/options'
import { chance, pick } from './chance'
import { stillRead } from './mood'
import { neverShare, type Person, phoneOnAt } from './person'

/** What somebody does after reading. `press` presses the button at `index`, `open` opens the link behind it. */
export type Reaction =
  | { kind: 'press' | 'open'; index: number }
  | { kind: 'text'; text: string }
  | { kind: 'switch' | 'mute' | 'block' | 'report' | 'move' }

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
const stopLabel = /stop|afmeld|uitschrijf|unsubscribe|opt.?out|abmeld|d[eé]sinscri/i

export const isStopButton = (button: { kind: string; text: string }): boolean =>
  (button.kind === 'quick_reply' || button.kind === 'reply') && stopLabel.test(button.text)

const between = ([low, high]: readonly [number, number], roll: number) => low + (high - low) * roll

/**
 * The course of the `nth` message to a number. Depends on nothing but its arguments, so the same seed
 * tells the same story, also after a restart.
 */
export function courseOf(
  seed: number,
  behaviour: Behaviour,
  person: Person,
  message: {
    peer: string
    subject: string
    nth: number
    content: Content
    annoyance: number
    sentAt: number
  },
): Course {
  const story = `${seed} ${message.peer}`
  const roll = (what: string) => chance(`${story} ${what} ${message.subject} ${message.nth}`)

  if (!person.onWhatsApp) return { onWhatsApp: false, failAfterMs: between([200, 900], roll('deliver')) }
  const onAt = person.oftenOff ? phoneOnAt(seed, message.peer, message.sentAt) : message.sentAt
  const readShare =
    (behaviour.readShare / (1 - neverShare(behaviour.readShare))) * stillRead(message.annoyance)
  const reads = !person.neverReads && roll('read') < readShare
  return {
    onWhatsApp: true,
    deliverAfterMs: onAt - message.sentAt + between(behaviour.deliverMs, roll('deliver')),
    readAfterMs: reads ? between(behaviour.readMs, roll('reading')) : undefined,
    reaction: reads ? reactionTo(behaviour, person, message, story, roll) : undefined,
  }
}

function reactionTo(
  behaviour: Behaviour,
  person: Person,
  { content, annoyance }: { content: Content; annoyance: number },
  story: string,
  roll: (what: string) => number,
): (Reaction & { afterMs: number }) | undefined {
  const afterMs = between([800, 5000], roll('react'))
  // Only readers react, so the share of all who got it is reached by weighing with the read share.
  const reacts = roll('reaction') * Math.max(behaviour.readShare, 0.01)
  const stops = behaviour.stopShare * Math.min(annoyance * person.sensitivity, 60)
  if (reacts < stops) return { ...leave(content, annoyance, story, roll), afterMs }
  if (reacts < stops + behaviour.replyShare) return { ...answer(content, story, roll), afterMs }
  if (reacts < stops + behaviour.replyShare + behaviour.openShare) {
    const index = (content.buttons ?? []).findIndex((button) => button.kind === 'url')
    return index >= 0 ? { kind: 'open', index, afterMs } : undefined
  }
  return roll('move') < behaviour.moveShare ? { kind: 'move', afterMs } : undefined
}

/** How somebody leaves who has had enough. Without a stop button, and the angrier the more, by block and report. */
function leave(content: Content, annoyance: number, story: string, roll: (what: string) => number): Reaction {
  const index = (content.buttons ?? []).findIndex(isStopButton)
  const angry = Math.min(1, Math.max(0, (annoyance - 1) / 6))
  const ways: [Reaction['kind'], number][] = [
    ['press', index >= 0 ? 0.5 * (1 - 0.6 * angry) : 0],
    ['text', index >= 0 ? 0.14 : 0.3],
    ['switch', index >= 0 ? 0.1 : 0.14],
    ['block', (index >= 0 ? 0.14 : 0.34) * (1 + 2 * angry)],
    ['report', (index >= 0 ? 0.04 : 0.08) * (1 + 3 * angry)],
    ['mute', index >= 0 ? 0.08 : 0.14],
  ]
  let left = roll('stop how') * ways.reduce((sum, [, weight]) => sum + weight, 0)
  const kind = ways.find(([, weight]) => {
    left -= weight
    return left < 0
  })?.[0]
  if (kind === 'press') return { kind, index }
  if (kind === 'switch' || kind === 'block' || kind === 'report' || kind === 'mute') return { kind }
  return { kind: 'text', text: pick(stopWords, `${story} stop word`) }
}

/** Somebody who likes it presses a button that is no stop, or writes. */
function answer(content: Content, story: string, roll: (what: string) => number): Reaction {
  const index = (content.buttons ?? []).findIndex(
    (button) => (button.kind === 'quick_reply' || button.kind === 'reply') && !isStopButton(button),
  )
  return index >= 0 && roll('reply how') < 0.6
    ? { kind: 'press', index }
    : { kind: 'text', text: pick(replies, `${story} reply`) }
}
