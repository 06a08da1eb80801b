import type { PairDebt } from '../consequences/pair-rate'
import type { Load } from '../customers/mood'
import type { Database, Part } from './database'

/** What stands between one business number and one person. */
export type Relation = {
  phone_number_id: string
  peer: string
  /** Unix milliseconds until which free-form messages may be sent. */
  window_until: number
  received: number
  blocked: number
  stopped: number
  reported: number
  muted: number
  /** When the business last saw this person's number: it wrote to it, or got a message that showed it. */
  number_seen_at: number
  /** Until when an answer to somebody who came by an advertisement opens the free window. */
  ad_answer_until: number
  /** Until when every message is free, because somebody came by an advertisement. */
  ad_until: number
} & Load &
  PairDebt

type Flag = 'blocked' | 'stopped' | 'reported' | 'muted'

export type Received = Omit<Relation, 'window_until' | 'blocked' | 'stopped' | 'reported' | 'muted'>

export type Relations = Part<ReturnType<typeof openRelations>>

export function openRelations(database: Database) {
  const relation = database.prepare('SELECT * FROM relations WHERE phone_number_id = ? AND peer = ?')
  const receive = database.prepare(`
    INSERT INTO relations (phone_number_id, peer, received, load, load_at, burst_at, burst_count, debt_until,
      number_seen_at, ad_until, ad_answer_until)
    VALUES (:phone_number_id, :peer, :received, :load, :load_at, :burst_at, :burst_count, :debt_until,
      :number_seen_at, :ad_until, :ad_answer_until)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET received = :received, load = :load, load_at = :load_at,
      burst_at = :burst_at, burst_count = :burst_count, debt_until = :debt_until,
      number_seen_at = :number_seen_at, ad_until = :ad_until, ad_answer_until = :ad_answer_until`)
  const openWindow = database.prepare(`
    INSERT INTO relations (phone_number_id, peer, window_until) VALUES (?, ?, ?)
    ON CONFLICT (phone_number_id, peer) DO UPDATE SET window_until = excluded.window_until`)
  const flag = (name: Flag) =>
    database.prepare(`
      INSERT INTO relations (phone_number_id, peer, ${name}) VALUES (?, ?, ?)
      ON CONFLICT (phone_number_id, peer) DO UPDATE SET ${name} = excluded.${name}`)
  const flags = {
    blocked: flag('blocked'),
    stopped: flag('stopped'),
    reported: flag('reported'),
    muted: flag('muted'),
  }
  const openAd = database.prepare(
    'UPDATE relations SET ad_answer_until = ? WHERE phone_number_id = ? AND peer = ?',
  )
  const seeNumber = database.prepare(
    'UPDATE relations SET number_seen_at = ? WHERE phone_number_id = ? AND peer = ?',
  )
  const moveRelations = database.prepare('UPDATE OR REPLACE relations SET peer = ? WHERE peer = ?')
  const peers = database.prepare('SELECT peer FROM relations WHERE phone_number_id = ?')

  return {
    relation: (phoneNumberId: string, peer: string) =>
      relation.get(phoneNumberId, peer) as Relation | undefined,
    /** Keeps what one more message to this person changed. */
    receive: (relation: Received) => receive.run(relation),
    openWindow: (phoneNumberId: string, peer: string, until: number) =>
      openWindow.run(phoneNumberId, peer, until),
    /** The business may answer somebody who came by an advertisement until then, to write for free. */
    openAd: (phoneNumberId: string, peer: string, until: number) => openAd.run(until, phoneNumberId, peer),
    seeNumber: (phoneNumberId: string, peer: string, now: number) => seeNumber.run(now, phoneNumberId, peer),
    /** Everybody who ever was in touch with a business number. */
    peers: (phoneNumberId: string) => (peers.all(phoneNumberId) as { peer: string }[]).map((row) => row.peer),
    setFlag: (name: Flag, phoneNumberId: string, peer: string, on: boolean) =>
      flags[name].run(phoneNumberId, peer, on ? 1 : 0),
    /** Goes along to the new number. */
    moveRelations: (from: string, to: string) => moveRelations.run(to, from),
  }
}
