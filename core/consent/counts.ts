import type { ConsentState, SourceKind } from '@/db/states'

/** Which ticks a brand lets count by themselves, and which only once they were confirmed. */
export type CountingRule = {
  /** Every tick has to be confirmed from the person's own WhatsApp. */
  doubleOptIn: boolean
  /** Where a tick alone would do: the sources and the countries of numbers that must be confirmed all the same. */
  sources: readonly SourceKind[]
  countries: readonly string[]
}

/**
 * What no brand can leave out: numbers that somebody else typed, and German ones, whose courts ask the sender for double
 * opt-in (UWG s. 7 and the practice that follows it).
 */
export const alwaysConfirmed = {
  sources: ['staff'],
  countries: ['DE'],
} as const satisfies Omit<CountingRule, 'doubleOptIn'>

type BrandSettings = {
  doubleOptIn: boolean
  doubleOptInSources: readonly SourceKind[]
  doubleOptInCountries: readonly string[]
}

/** The rule of a brand, with what holds for every brand in it. */
export function countingRuleOf(brand: BrandSettings): CountingRule {
  return {
    doubleOptIn: brand.doubleOptIn,
    sources: [...new Set([...alwaysConfirmed.sources, ...brand.doubleOptInSources])],
    countries: [...new Set([...alwaysConfirmed.countries, ...brand.doubleOptInCountries])],
  }
}

type Tick = { sourceKind: SourceKind }
type Number = { country: string }

/** Whether this person's tick is a consent by itself. */
export const isTickEnough = (rule: CountingRule, tick: Tick, { country }: Number): boolean =>
  !rule.doubleOptIn && !rule.sources.includes(tick.sourceKind) && !rule.countries.includes(country)

/**
 * Whether messages may rest on this consent now. In SQL `countsNowSql`: the list, the person's own page, the preview of an
 * audience and the dispatcher all ask one of these two, which a test holds against each other.
 */
export const countsNow = (
  rule: CountingRule,
  consent: (Tick & { state: ConsentState }) | undefined,
  person: Number,
): boolean =>
  consent?.state === 'confirmed' || (consent?.state === 'given' && isTickEnough(rule, consent, person))
