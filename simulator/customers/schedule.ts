import type { Plan } from '../store/queues'
import type { Store } from '../store/store'
import type { Time } from '../time'

const fetchedAtOnce = 500
const inOneTransaction = 1000
const longestSleepMs = 60_000

/**
 * Lets every plan happen when its time comes, in the order of their times, each at its own instant: also when the
 * clock jumped far ahead, and whatever a plan adds on the way.
 */
export function createSchedule(store: Store, time: Time, take: (plan: Plan) => void) {
  let timer: NodeJS.Timeout | undefined
  let wakeAt = Number.POSITIVE_INFINITY
  let closed = false
  /** The earliest plan that was added since plans were last fetched. */
  let earliestNew = Number.POSITIVE_INFINITY

  function wake(at: number) {
    if (closed || at >= wakeAt) return
    clearTimeout(timer)
    wakeAt = at
    timer = setTimeout(run, Math.min(time.waitMs(at), longestSleepMs))
  }

  /** At most a thousand plans; gives how many there were. */
  function some(until: number): number {
    let taken = 0
    store.transaction(() => {
      while (taken < inOneTransaction) {
        earliestNew = Number.POSITIVE_INFINITY
        const due = store.plans.due(until, Math.min(fetchedAtOnce, inOneTransaction - taken))
        if (due.length === 0) return
        for (const plan of due) {
          // Something that was just planned comes first.
          if (earliestNew < plan.due_at) break
          store.plans.done(plan.seq)
          time.during(plan.due_at, () => take(plan))
          taken += 1
        }
      }
    })
    return taken
  }

  function run() {
    wakeAt = Number.POSITIVE_INFINITY
    some(time.now())
    time.keep()
    const next = store.plans.nextAt()
    if (next !== null) wake(next)
  }

  return {
    add(dueAt: number, step: string, ref: string) {
      const at = Math.round(dueAt)
      store.plans.add(at, step, ref)
      if (at < earliestNew) earliestNew = at
      wake(at)
    },
    /** Does everything that is due, after the clock was changed; gives how many things happened. */
    catchUp(): number {
      clearTimeout(timer)
      const until = time.now()
      let happened = 0
      for (let taken = some(until); taken > 0; taken = some(until)) happened += taken
      run()
      return happened
    },
    /** Nothing is planned any more. */
    forget() {
      clearTimeout(timer)
      wakeAt = Number.POSITIVE_INFINITY
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

export type Schedule = ReturnType<typeof createSchedule>
