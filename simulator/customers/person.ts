import { chance, hash } from './chance'

const dayMs = 86_400_000

/** The traits of one simulated customer; they belong to the person, whatever is sent. */
export type Person = {
  onWhatsApp: boolean
  /** Opens no message of any business, ever. */
  neverReads: boolean
  /** How soon somebody has had enough; 1 on average. */
  sensitivity: number
  /** Has a phone that is off for days now and then. */
  oftenOff: boolean
  /** Shown instead of the number, when this person hides it. */
  username: string | undefined
}

export type Traits = { failShare: number; readShare: number; offShare: number; usernameShare: number }

/** Depends on nothing but its arguments: same seed, same person. */
export function personOf(seed: number, number: string, traits: Traits, name: string): Person {
  const roll = (what: string) => chance(`${seed} ${number} ${what}`)
  const temper = roll('temper')
  return {
    onWhatsApp: roll('absent') >= traits.failShare,
    neverReads: roll('never reads') < neverShare(traits.readShare),
    sensitivity: temper < 0.5 ? 0.25 : temper < 0.8 ? 1 : 2.875,
    oftenOff: roll('often off') < traits.offShare,
    username: roll('username') < traits.usernameShare ? usernameOf(name, number) : undefined,
  }
}

/** Of those who do not read a message, a quarter never reads any. */
export const neverShare = (readShare: number): number => 0.25 * (1 - readShare)

/** A username made of a name: `sanne.dewit42`. */
export const usernameOf = (name: string, number: string): string =>
  `${name
    .normalize('NFD')
    .replace(/[^\p{L} ]/gu, '')
    .toLowerCase()
    .replace(' ', '.')
    .replaceAll(' ', '')}${hash(number) % 100}`

/**
 * When a phone that is often off is on again, or `now` when it is on: off for one to four days out of every ten,
 * everybody at another time.
 */
export function phoneOnAt(seed: number, number: string, now: number): number {
  const period = 10 * dayMs
  const shift = Math.floor(chance(`${seed} ${number} off when`) * period)
  const nth = Math.floor((now + shift) / period)
  const into = now + shift - nth * period
  const off = dayMs * (1 + 3 * chance(`${seed} ${number} off ${nth}`))
  return into < off ? Math.ceil(now + off - into) : now
}
