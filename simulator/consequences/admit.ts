import { pushinessOf } from '../customers/fit'
import { addLoad, annoyanceOf } from '../customers/mood'
import { GraphError } from '../graph/errors'
import type { Account } from '../store/accounts'
import type { Content, Message } from '../store/messages'
import type { Received, Relation } from '../store/relations'
import type { Template } from '../store/templates'
import type { World } from '../world'
import { usersOf } from './messaging-limit'
import { borrow } from './pair-rate'
import { pricingOf } from './pricing'
import { throughputOf } from './throughput'

const adWindowMs = 72 * 3_600_000

/** What acceptance decided of a message: part of its row, and what is kept of the two who write. */
export type Admitted = Pick<Message, 'pricing' | 'status' | 'nth' | 'annoyance' | 'window_open'> & {
  relation: Received
}

/** Messages a second; one that is over is refused with 130429 before anything else is looked at. */
export function checkThroughput(world: World, account: Account): void {
  if (!world.store.options.rules().throughput) return
  const perSecond = throughputOf[world.store.options.throughput(account.phone_number_id)] ?? 80
  if (!world.throughput.take(account.phone_number_id, perSecond, world.time.wall())) {
    throw new GraphError(
      130429,
      'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
      { transient: true },
    )
  }
}

/**
 * Whether WhatsApp takes this message now, and on what terms. Refuses with 131056 (too many to this person) and
 * 131048 (messaging limit reached); everything about the content has been checked before.
 */
export function admit(
  world: World,
  account: Account,
  peer: string,
  message: {
    template: Template | undefined
    content: Content
    relation: Relation | undefined
    /** By the Marketing Messages API. */
    lite: boolean
    /** False for a message that was addressed by a business-scoped id. */
    byNumber: boolean
  },
): Admitted {
  const { store, play } = world
  const now = world.clock()
  const rules = store.options.rules()
  const { template, relation } = message

  const debt = rules.pairRate ? borrow(relation, now) : undefined
  if (rules.pairRate && !debt) {
    throw new GraphError(
      131056,
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
      { transient: true },
    )
  }
  const serviceOpen = (relation?.window_until ?? 0) > now
  if (rules.messagingLimit && !serviceOpen) {
    const most = usersOf(account.messaging_limit)
    const reach = store.reached.of(account.waba_id)
    if (reach.count(now) >= most && !reach.has(peer, now)) {
      throw new GraphError(
        131048,
        `Message failed to send because this business reached its messaging limit of ${most} people in 24 hours.`,
      )
    }
    play.watch.reached(account.waba_id, peer)
  }

  // An answer to somebody who came by an advertisement is free, and opens the 72 hours.
  const answersAd = (relation?.ad_answer_until ?? 0) > now
  const adUntil = answersAd ? now + adWindowMs : (relation?.ad_until ?? 0)
  const load = addLoad(
    { load: relation?.load ?? 0, load_at: relation?.load_at ?? now },
    template?.category,
    now,
  )
  const nth = (relation?.received ?? 0) + 1
  return {
    pricing: pricingOf(
      message.lite && template?.category === 'MARKETING' ? 'MARKETING_LITE' : template?.category,
      {
        serviceOpen,
        adOpen: adUntil > now,
      },
    ),
    status: template && play.watch.holds(template) ? 'held' : 'accepted',
    nth,
    annoyance: template
      ? annoyanceOf({
          category: template.category,
          pushiness: store.lives.of(template.id).appeal ?? pushinessOf(message.content),
          load: load.load,
        })
      : 0,
    window_open: serviceOpen ? 1 : 0,
    relation: {
      phone_number_id: account.phone_number_id,
      peer,
      received: nth,
      ...load,
      burst_at: debt?.burst_at ?? 0,
      burst_count: debt?.burst_count ?? 0,
      debt_until: debt?.debt_until ?? 0,
      number_seen_at: message.byNumber ? now : (relation?.number_seen_at ?? 0),
      ad_until: adUntil,
      ad_answer_until: 0,
    },
  }
}
