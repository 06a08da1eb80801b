import type { Locale } from '../states'
import { type Chance, chanceOf, pick } from './chance'
import { firstNames, foreignNames, lastNames } from './names'

export type Person = {
  name: string
  phoneE164: string
  country: string
  language: Locale
  userAgent: string
  ip: string
}

/** Numbers of nobody: a Dutch range that is easy to recognise, and those that regulators keep for films. */
const plans = {
  NL: (index: number) => `+31612${340_000 + index}`,
  BE: (index: number) => `+3247012${String(3000 + index).padStart(4, '0')}`,
  DE: (index: number) => `+4917139${String(20_000 + index).padStart(5, '0')}`,
  GB: (index: number) => `+447700900${String(index).padStart(3, '0')}`,
} as const
type Country = keyof typeof plans

const userAgents = [
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
] as const

/** The people of the pictures, by the last digits of their number. */
export const known = {
  sanne: { name: 'Sanne de Wit', digits: 4471 },
  femke: { name: 'Femke Hoekstra', digits: 3318 },
  joris: { name: 'Joris Postma', digits: 361 },
  iris: { name: 'Iris Kuipers', digits: 8824 },
  lotte: { name: 'Lotte van den Berg', digits: 1204 },
  youssef: { name: 'Youssef El Amrani', digits: 926 },
  priya: { name: 'Priya Ramdin', digits: 5583 },
  zeynep: { name: 'Zeynep Kaya', digits: 3042 },
  daan: { name: 'Daan Vermeulen', digits: 7750 },
  mehmet: { name: 'Mehmet Yılmaz', digits: 6639 },
  ruben: { name: 'Ruben Bakker', digits: 9142 },
  noor: { name: 'Noor Haddad', digits: 7316 },
  thijs: { name: 'Thijs de Boer', digits: 4190 },
} as const
export type KnownPerson = keyof typeof known

/** Documentation addresses (RFC 5737), with the last part free. */
const address = (chance: Chance) =>
  `${pick(chance, ['192.0.2', '198.51.100', '203.0.113'])}.${1 + Math.floor(chance() * 254)}`

export function knownPerson(key: KnownPerson): Person {
  const { name, digits } = known[key]
  const chance = chanceOf(`person ${key}`)
  return {
    name,
    phoneE164: plans.NL(digits),
    country: 'NL',
    language: 'nl',
    userAgent: pick(chance, userAgents),
    ip: address(chance),
  }
}

/** So many different people, none of them one of the pictures. */
export function makePeople(count: number): Person[] {
  const taken = new Set<number>(Object.values(known).map(({ digits }) => digits))
  const used: Record<Country, number> = { NL: 0, BE: 0, DE: 0, GB: 0 }
  const freeDutch = (chance: Chance): number => {
    for (;;) {
      const digits = Math.floor(chance() * 10_000)
      if (taken.has(digits)) continue
      taken.add(digits)
      return digits
    }
  }
  return Array.from({ length: count }, (_, index) => {
    const chance = chanceOf(`person ${index}`)
    const roll = chance()
    const abroad: Country = roll < 0.04 ? 'BE' : roll < 0.07 ? 'DE' : 'GB'
    const country: Country = roll < 0.09 && used[abroad] < 100 ? abroad : 'NL'
    const name =
      country === 'NL'
        ? `${pick(chance, firstNames)} ${pick(chance, lastNames)}`
        : pick(chance, foreignNames[country])
    const isDutchSpeaking = country === 'BE' || (country === 'NL' && chance() < 0.92)
    return {
      name,
      phoneE164: plans[country](country === 'NL' ? freeDutch(chance) : used[country]++),
      country,
      language: isDutchSpeaking ? 'nl' : 'en',
      userAgent: pick(chance, userAgents),
      ip: address(chance),
    }
  })
}
