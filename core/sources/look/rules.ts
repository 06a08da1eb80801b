import { contrastRatio } from '../landing-pages/rules'
import type { Look } from './schema'

/** What text asks of its ground (WCAG 2.2, 1.4.3, level AA). */
export const leastContrast = 4.5

/** The contrast of both pairs of colours, rounded down to a tenth; 1 where one is not a colour. */
export function contrastsOf(look: Pick<Look, 'primary' | 'onPrimary' | 'ink' | 'onInk'>) {
  const tenths = (one: string, other: string) => Math.floor((contrastRatio(one, other) ?? 1) * 10) / 10
  return {
    hero: tenths(look.primary, look.onPrimary),
    button: tenths(look.ink, look.onInk),
    /** The ink also writes on white. */
    text: tenths(look.ink, '#FFFFFF'),
  }
}
