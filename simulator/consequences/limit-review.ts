import type { AddPlan, Stage } from '../customers/stage'
import { changedLimits } from '../store/accounts'
import { capabilityChange, numberQualityChange, upgradeAlert } from '../webhooks/capability-changes'
import { dayMs, deservesReview, stepAbove } from './messaging-limit'

const reviewAfterMs = 6 * 3_600_000
const upgradedAtUsers = 100_000
/** The platform's own words for it: up to a minute. */
const downForMs = 60_000

/** Lifts the messaging limit and the throughput of a business that uses them well. */
export function createLimitReview({ store, delivery, time }: Stage, plan: AddPlan) {
  const planned = new Set<string>()

  return {
    /** One more person was reached outside a service window. */
    reached(wabaId: string, peer: string) {
      const now = time.now()
      store.reached.add(wabaId, peer, now)
      if (planned.has(wabaId)) return
      planned.add(wabaId)
      plan(now + reviewAfterMs, 'limit', wabaId)
    },
    review(wabaId: string) {
      planned.delete(wabaId)
      const account = store.accounts.byWaba(wabaId)
      if (!account) return
      const now = time.now()
      store.reached.expire(now)
      const reach = store.reached.of(wabaId)
      const tier = account.messaging_limit
      const next = stepAbove(tier)
      const reached = { in7Days: reach.since(now - 7 * dayMs), in30Days: reach.since(now - 30 * dayMs) }
      if (next !== undefined && deservesReview(tier, reached)) {
        if (account.quality_rating === 'RED' || account.quality_rating === 'YELLOW') {
          delivery.enqueue(account, upgradeAlert(account))
          return
        }
        store.accounts.setStanding(wabaId, { messaging_limit: next })
        delivery.enqueue(account, capabilityChange(next))
        delivery.enqueue(account, numberQualityChange(account, 'UPGRADE', tier, next))
        return
      }
      const level = store.options.throughput(account.phone_number_id)
      const upgrades = level === 'STANDARD' && tier === 'TIER_UNLIMITED' && account.quality_rating !== 'RED'
      if (upgrades && reach.count(now) >= upgradedAtUsers) {
        store.options.setThroughput(account.phone_number_id, 'HIGH')
        const maintenanceUntil = now + downForMs
        store.accounts.change(wabaId, { limits: changedLimits(account, { maintenanceUntil }) })
        delivery.enqueue(account, numberQualityChange(account, 'THROUGHPUT_UPGRADE', tier, tier))
      }
    },
    forget: () => planned.clear(),
    start() {
      for (const { ref } of store.plans.of('limit')) planned.add(ref)
    },
  }
}
