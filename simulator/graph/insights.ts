import type { Account } from '../store/accounts'
import type { World } from '../world'
import { GraphError } from './errors'

/** Where template insights are not offered: the EU, the UK and Japan. */
const without = new Set(
  ('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE ' + 'GB JP').split(' '),
)
const withoutDialCodes =
  /^(43|32|359|385|357|420|45|372|358|33|49|30|36|353|39|371|370|352|356|31|48|351|40|421|386|34|46|44|81)/

export const insightsOffered = (account: Account): boolean =>
  !without.has(account.country) && !withoutDialCodes.test(account.display_phone_number)

export function checkInsightsOffered(account: Account) {
  if (!insightsOffered(account)) {
    throw new GraphError(200005, 'Template insights are not available for this WhatsApp Business account.')
  }
}

/** `POST /{waba-id}?is_enabled_for_insights=true`: once on, for good. */
export function setInsights(world: World, account: Account, body: Record<string, unknown>) {
  const asked = body['is_enabled_for_insights']
  if (asked === undefined) throw new GraphError(100, 'The parameter is_enabled_for_insights is required.')
  const on = asked === true || asked === 'true' || asked === '1'
  if (on) checkInsightsOffered(account)
  if (!on && account.insights) {
    throw new GraphError(200006, 'Template insights cannot be disabled once they are enabled.')
  }
  if (on) world.store.accounts.change(account.waba_id, { insights: 1 })
  return { id: account.waba_id }
}
