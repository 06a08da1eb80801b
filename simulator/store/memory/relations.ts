import type { Relation, Relations } from '../relations'

const stranger = {
  ...{ window_until: 0, received: 0, blocked: 0, stopped: 0, reported: 0, muted: 0 },
  ...{ load: 0, load_at: 0, burst_at: 0, burst_count: 0, debt_until: 0 },
  ...{ number_seen_at: 0, ad_answer_until: 0, ad_until: 0 },
}

/** What stands between business numbers and people, for `--bench`. */
export function relationsInMemory(): Relations & { forget: () => void } {
  const numbers = new Map<string, Map<string, Relation>>()
  const of = (phoneNumberId: string) => {
    const known = numbers.get(phoneNumberId)
    if (known) return known
    const made = new Map<string, Relation>()
    numbers.set(phoneNumberId, made)
    return made
  }
  const put = (phoneNumberId: string, peer: string, change: Partial<Relation>) => {
    const people = of(phoneNumberId)
    const before = people.get(peer) ?? { ...stranger, phone_number_id: phoneNumberId, peer }
    people.set(peer, { ...before, ...change })
  }
  /** Of somebody who is not known yet there is nothing to change. */
  const change = (phoneNumberId: string, peer: string, changes: Partial<Relation>) => {
    if (of(phoneNumberId).has(peer)) put(phoneNumberId, peer, changes)
  }
  return {
    relation: (phoneNumberId, peer) => of(phoneNumberId).get(peer),
    receive: (relation) => put(relation.phone_number_id, relation.peer, relation),
    openWindow: (phoneNumberId, peer, until) => put(phoneNumberId, peer, { window_until: until }),
    openAd: (phoneNumberId, peer, until) => change(phoneNumberId, peer, { ad_answer_until: until }),
    seeNumber: (phoneNumberId, peer, now) => change(phoneNumberId, peer, { number_seen_at: now }),
    setFlag: (name, phoneNumberId, peer, on) => put(phoneNumberId, peer, { [name]: on ? 1 : 0 }),
    peers: (phoneNumberId) => [...of(phoneNumberId).keys()],
    moveRelations(from, to) {
      for (const people of numbers.values()) {
        const relation = people.get(from)
        if (!relation) continue
        people.delete(from)
        people.set(to, { ...relation, peer: to })
      }
    },
    forget: () => numbers.clear(),
  }
}
