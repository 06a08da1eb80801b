import type { Account } from '../store/accounts'
import type { Store } from '../store/store'
import { customerName } from './names'
import { type Person, personOf } from './person'

const knownForMs = 30 * 86_400_000

/** Somebody as a webhook shows them: without number when they hide it. */
export type Shown = { number: string; name: string; username: string | undefined; hidden: boolean }

/** Who is behind a number: a phone that somebody holds, or a simulated customer. */
export function createCrowd(store: Store, seed: number) {
  const nameOf = (number: string) =>
    store.people.phone(number)?.name ?? store.people.customerName(number) ?? customerName(seed, number)

  const usernameOf = (number: string): string | undefined => {
    const chosen = store.people.username(number)
    if (chosen !== undefined) return chosen || undefined
    if (store.people.phone(number) || store.options.behaviour().usernameShare === 0) return undefined
    return personOf(seed, number, store.options.behaviour(), nameOf(number)).username
  }

  return {
    nameOf,
    usernameOf,
    /** The traits of a simulated customer; a number that its owner gave up is nobody's. */
    person(number: string): Person {
      const person = personOf(seed, number, store.options.behaviour(), nameOf(number))
      return store.people.hasLeft(number) ? { ...person, onWhatsApp: false } : person
    },
    isHeld: (number: string) => store.people.phone(number) !== undefined,
    /**
     * Who goes by a username shows the number only to a business that was in touch with that number in the last
     * 30 days.
     */
    shown(account: Account, number: string, now: number): Shown {
      const username = usernameOf(number)
      const seenAt = username && store.people.relation(account.phone_number_id, number)?.number_seen_at
      const hidden = username !== undefined && !(seenAt && seenAt > now - knownForMs)
      return { number, name: nameOf(number), username, hidden }
    },
  }
}

export type Crowd = ReturnType<typeof createCrowd>
