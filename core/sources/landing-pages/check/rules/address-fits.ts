import { isSlug } from '../../rules'
import type { Rule } from '../rule'
import { sources } from '../sources'

/** The address survives being printed, spoken and typed. */
export const addressFits: Rule<'address-fits'> = {
  name: 'address-fits',
  level: 'must',
  source: sources.wcag,
  check: ({ slug }) => (isSlug(slug) ? [] : [{ place: { in: 'page-settings' }, params: { slug } }]),
}
