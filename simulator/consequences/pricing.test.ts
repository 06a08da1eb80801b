import { expect, it } from 'vitest'
import { pricingOf } from './pricing'

const closed = { serviceOpen: false, adOpen: false }
const open = { serviceOpen: true, adOpen: false }
const ad = { serviceOpen: true, adOpen: true }
const lateAd = { serviceOpen: false, adOpen: true }

it.each([
  ['free-form in the window', undefined, open, 'free_customer_service', 'service'],
  ['free-form after an ad', undefined, ad, 'free_entry_point', 'referral_conversion'],
  ['utility in the window', 'UTILITY', open, 'free_customer_service', 'utility'],
  ['utility outside', 'UTILITY', closed, 'regular', 'utility'],
  ['utility after an ad', 'UTILITY', lateAd, 'free_entry_point', 'referral_conversion'],
  ['authentication in the window', 'AUTHENTICATION', open, 'regular', 'authentication'],
  ['authentication outside', 'AUTHENTICATION', closed, 'regular', 'authentication'],
  ['authentication after an ad', 'AUTHENTICATION', ad, 'free_entry_point', 'referral_conversion'],
  ['marketing in the window', 'MARKETING', open, 'regular', 'marketing'],
  ['marketing outside', 'MARKETING', closed, 'regular', 'marketing'],
  ['marketing after an ad', 'MARKETING', lateAd, 'free_entry_point', 'referral_conversion'],
] as const)('prices %s', (_what, category, windows, type, name) => {
  expect(pricingOf(category, windows)).toEqual({
    billable: type === 'regular',
    pricing_model: 'PMP',
    type,
    category: name,
  })
})
