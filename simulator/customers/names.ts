import { digitsOf, pick } from './chance'

const firstNames = [
  'Sanne',
  'Femke',
  'Daan',
  'Lotte',
  'Bram',
  'Noor',
  'Sem',
  'Yara',
  'Thijs',
  'Fatima',
  'Ruben',
  'Anouk',
  'Milan',
  'Iris',
  'Youssef',
  'Marit',
  'Jeroen',
  'Esra',
  'Koen',
  'Tessa',
  'Joris',
  'Amira',
  'Pim',
  'Hanna',
  'Wouter',
  'Sofia',
  'Gijs',
  'Nina',
  'Mehmet',
  'Roos',
  'Stijn',
  'Eva',
  'Luuk',
  'Chantal',
  'Dirk',
  'Maud',
  'Ravi',
  'Elin',
] as const
const lastNames = [
  'de Wit',
  'Hoekstra',
  'Bakker',
  'Jansen',
  'van Dijk',
  'Visser',
  'Smit',
  'Yilmaz',
  'de Boer',
  'Mulder',
  'Bos',
  'Vos',
  'Peters',
  'Hendriks',
  'El Amrani',
  'van Leeuwen',
  'Dekker',
  'Brouwer',
  'Kuipers',
  'Postma',
  'Veenstra',
  'Dijkstra',
  'van der Meer',
  'Willems',
  'Kaya',
  'Groen',
  'Prins',
  'Schouten',
  'Tol',
  'Zijlstra',
] as const

/** The name a simulated customer goes by, always the same for one number. */
export const customerName = (seed: number, number: string): string =>
  `${pick(firstNames, `${seed} first ${number}`)} ${pick(lastNames, `${seed} last ${number}`)}`

const countries: readonly [prefix: string, country: string][] = [
  ['31', 'NL'],
  ['32', 'BE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['1', 'US'],
]

/** The business-scoped id of a person: two-letter country, dot, digits; one per person and business. */
export const businessScopedId = (wabaId: string, number: string): string => {
  const country = countries.find(([prefix]) => number.startsWith(prefix))?.[1] ?? 'ZZ'
  return `${country}.${digitsOf(`user ${wabaId} ${number}`, 15)}`
}
