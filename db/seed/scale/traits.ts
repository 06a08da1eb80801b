import { type Chance, pick, pickWeighted } from '../chance'
import { firstNames, foreignNames, lastNames } from '../names'

/** How common each tag is. */
export const tagShares = [
  { name: 'nieuwsgierig', share: 0.18 },
  { name: 'e-bike', share: 0.12 },
  { name: 'zakelijk', share: 0.06 },
  { name: 'vip', share: 0.03 },
  { name: 'ambassadeur', share: 0.002 },
] as const

export const attributeKinds = [
  { key: 'city', label: 'Woonplaats', kind: 'text' },
  { key: 'points', label: 'Spaarpunten', kind: 'number' },
  { key: 'member', label: 'Lid', kind: 'boolean' },
  { key: 'last_purchase', label: 'Laatste aankoop', kind: 'date' },
] as const

const cities = [
  { name: 'Amsterdam', weight: 22 },
  { name: 'Rotterdam', weight: 16 },
  { name: 'Utrecht', weight: 14 },
  { name: 'Den Haag', weight: 12 },
  { name: 'Groningen', weight: 9 },
  { name: 'Eindhoven', weight: 8 },
  { name: 'Zwolle', weight: 5 },
  { name: 'Maastricht', weight: 4 },
  { name: 'Middelburg', weight: 2 },
  { name: 'Vlieland', weight: 0.2 },
]

const countries = [
  { country: 'NL' as const, weight: 82 },
  { country: 'BE' as const, weight: 9 },
  { country: 'DE' as const, weight: 6 },
  { country: 'GB' as const, weight: 3 },
]

export type Traits = {
  phoneE164: string
  country: string
  language: string
  name: string | null
  tags: string[]
  attributes: Record<string, string | number | boolean>
}

/**
 * What somebody is like, by their number in the crowd. Numbers of phones never meet: a multiplication by a prime that
 * does not divide the range is a permutation of it.
 */
export function traitsOf(index: number, chance: Chance, now: Date): Traits {
  const { country } = pickWeighted(chance, countries)
  return {
    phoneE164: phoneOf(country, index),
    country,
    language: languageOf(country, chance),
    name: nameOf(country, chance),
    tags: tagShares.filter(({ share }) => chance() < share).map(({ name }) => name),
    attributes: attributesOf(chance, now),
  }
}

const shuffled = (index: number, range: number) => Number((BigInt(index) * 15_485_863n) % BigInt(range))

function phoneOf(country: 'NL' | 'BE' | 'DE' | 'GB', index: number): string {
  switch (country) {
    case 'NL':
      return `+316${10_000_000 + shuffled(index, 40_000_000)}`
    case 'BE':
      return `+3247${String(shuffled(index, 10_000_000)).padStart(7, '0')}`
    case 'DE':
      return `+49151${10_000_000 + shuffled(index, 80_000_000)}`
    case 'GB':
      return `+4474${10_000_000 + shuffled(index, 80_000_000)}`
  }
}

function languageOf(country: string, chance: Chance): string {
  if (country === 'DE') return chance() < 0.8 ? 'de' : 'en'
  if (country === 'GB') return 'en'
  return chance() < 0.9 ? 'nl' : 'en'
}

function nameOf(country: string, chance: Chance): string | null {
  if (chance() < 0.06) return null
  const strangers = foreignNames[country as keyof typeof foreignNames]
  const first = strangers && chance() < 0.7 ? pick(chance, strangers).split(' ')[0] : pick(chance, firstNames)
  const last = pick(chance, lastNames)
  return chance() < 0.2 ? `${first} ${last}-${pick(chance, lastNames)}` : `${first} ${last}`
}

function attributesOf(chance: Chance, now: Date): Traits['attributes'] {
  const attributes: Traits['attributes'] = {}
  if (chance() < 0.8) attributes.city = pickWeighted(chance, cities).name
  if (chance() < 0.5) attributes.points = Math.floor(chance() ** 3 * 5000)
  if (chance() < 0.3) attributes.member = chance() < 0.7
  if (chance() < 0.4) {
    attributes.last_purchase = new Date(now.getTime() - chance() * 700 * 86_400_000)
      .toISOString()
      .slice(0, 10)
  }
  return attributes
}
