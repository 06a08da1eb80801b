import type { Account } from '../store/accounts'
import type { Change } from './changes'

/** `business_capability_update`: what the business may do from now on. */
export const capabilityChange = (tier: string): Change => ({
  field: 'business_capability_update',
  value: {
    max_daily_conversations_per_business: tier,
    max_phone_numbers_per_business: tier === 'TIER_250' ? 2 : 20,
    max_phone_numbers_per_waba: tier === 'TIER_250' ? 2 : 25,
  },
})

/** `phone_number_quality_update`: limit and throughput of a number; its colour is not in it. */
export const numberQualityChange = (
  account: Account,
  event: 'UPGRADE' | 'DOWNGRADE' | 'THROUGHPUT_UPGRADE' | 'ONBOARDING',
  before: string,
  after: string,
): Change => ({
  field: 'phone_number_quality_update',
  value: {
    display_phone_number: account.display_phone_number,
    event,
    old_limit: before,
    current_limit: after,
    max_daily_conversations_per_business: after,
  },
})

/** `account_alerts`: the limit would have been lifted, but not with this quality. */
export const upgradeAlert = (account: Account): Change => ({
  field: 'account_alerts',
  value: {
    entity_type: 'BUSINESS',
    entity_id: account.waba_id,
    alert_info: {
      alert_severity: 'WARNING',
      alert_status: 'ACTIVE',
      alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
      alert_description:
        'Your messaging limit was not increased because of the quality of your messages in the last 7 days.',
    },
  },
})
