import type { PublicLanguage } from '@/db/states'
import { listCallingCodes } from '../../platform/phone'
import type { CallingCode } from './document/rules'

/** Where customers of a shop in the Low Countries mostly come from; they stand first in the list. */
const near = ['NL', 'BE', 'DE', 'FR', 'LU', 'GB']

/**
 * The choices beside the phone field: the brand's own country, its neighbours, then all others by name.
 * @param served only these, where the brand takes numbers of some countries only
 */
export function callingCodesFor(
  defaultCountry: string,
  language: PublicLanguage,
  served: readonly string[] = [],
): CallingCode[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const order = [defaultCountry, ...near.filter((country) => country !== defaultCountry)]
  const rank = (country: string) => (order.includes(country) ? order.indexOf(country) : order.length)
  return listCallingCodes()
    .filter(({ country }) => served.length === 0 || served.includes(country))
    .map(({ country, callingCode }) => ({ country, callingCode, name: names.of(country) ?? country }))
    .sort((a, b) => rank(a.country) - rank(b.country) || a.name.localeCompare(b.name, language))
}
