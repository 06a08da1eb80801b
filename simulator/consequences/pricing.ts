import type { Pricing } from '../store/messages'

/**
 * What a delivered message costs, after the price model of July 2025.
 *
 * | message        | in the 24 h window | outside | in the 72 h window of an ad |
 * | free-form      | free               | refused | free                        |
 * | utility        | free               | charged | free                        |
 * | authentication | charged            | charged | free                        |
 * | marketing      | charged            | charged | free                        |
 *
 * `category` is that of the template, undefined for a free-form message.
 */
export function pricingOf(
  category: string | undefined,
  windows: { serviceOpen: boolean; adOpen: boolean },
): Pricing {
  const as = (type: string, name: string): Pricing => ({
    billable: type === 'regular',
    pricing_model: 'PMP',
    type,
    category: name,
  })
  if (windows.adOpen) return as('free_entry_point', 'referral_conversion')
  if (category === undefined) return as('free_customer_service', 'service')
  if (category === 'UTILITY' && windows.serviceOpen) return as('free_customer_service', 'utility')
  return as('regular', category.toLowerCase())
}
