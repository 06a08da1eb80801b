import { getSettings } from '../../platform/env'
import { shortPath } from './rules'

/**
 * What is drawn and printed: the whole short address of a code, at the brand's own domain where it has one.
 * @param brand whose code it is
 */
export function shortLink(_brand: { brandId: string }, code: string): string {
  return `${getSettings().PUBLIC_URL}${shortPath(code)}`
}
