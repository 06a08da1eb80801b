import { createWatch } from '../consequences/watch'
import { createReview } from '../review/review'
import type { Account } from '../store/accounts'
import type { Plan } from '../store/queues'
import { createActs } from './acts'
import { createCrowd } from './crowd'
import { createJourney } from './journey'
import { createSchedule } from './schedule'
import type { Stage } from './stage'

const sentAfterMs = 40

/** The people on the other side, those simulated and those whose phone stands on the screen, and what follows. */
export function createPlay(stage: Stage) {
  const { store, time, seed } = stage
  const schedule = createSchedule(store, time, take)
  const crowd = createCrowd(store, seed)
  const watch = createWatch(stage, schedule.add)
  const acts = createActs(stage, crowd, watch.note)
  const review = createReview({ ...stage, clock: time.now }, schedule.add, watch.fresh)
  const journey = createJourney(stage, crowd, acts, schedule.add, watch.note)

  function take(plan: Plan) {
    if (review.take(plan.step, plan.ref)) return
    if (!journey.take(plan.step, plan.ref)) watch.take(plan)
  }

  return {
    ...acts,
    nameOf: crowd.nameOf,
    usernameOf: crowd.usernameOf,
    watch,
    /** Starts the way of a message that the wire accepted. */
    accept: (messageId: string) => schedule.add(time.now() + sentAfterMs, 'sent', messageId),
    review,
    /** The person has the chat open: everything that arrived in it is read. */
    look(account: Account, peer: string) {
      const arrived = store.messages
        .thread(peer, account.phone_number_id)
        .filter((message) => message.direction === 'out' && message.status === 'delivered')
      if (arrived.length === 0) return
      store.transaction(() => {
        for (const message of arrived) journey.report(account, message, 'read')
      })
    },
    catchUp: schedule.catchUp,
    /** Everything starts over, after the state was emptied. */
    forget() {
      schedule.forget()
      watch.forget()
    },
    start() {
      watch.start()
      schedule.start()
    },
    close: schedule.close,
  }
}

export type Play = ReturnType<typeof createPlay>
